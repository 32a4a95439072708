namespace FerNet.Drawing;

/// <summary>
/// The parts of a drawn face that depend on the expression, in units of half the head's width. The defaults are a neutral face.
/// </summary>
internal sealed record Expression
{
    /// <summary>How far the brows' inner ends are raised; negative: lowered.</summary>
    public float InnerBrow { get; init; }

    /// <summary>How far the brows' outer ends are raised.</summary>
    public float OuterBrow { get; init; }

    /// <summary>How far the brows' middles are raised beyond their ends.</summary>
    public float BrowArch { get; init; } = 0.04f;

    /// <summary>Height of the eyes; 1 is neutral.</summary>
    public float EyeOpening { get; init; } = 1;

    /// <summary>How far the upper lid covers the eye, 0 to 1.</summary>
    public float Lid { get; init; } = 0.15f;

    /// <summary>Size of the pupils; 1 is neutral.</summary>
    public float Pupil { get; init; } = 1;

    /// <summary>How far raised cheeks close the eyes, 0 to 1. Above 0.72, the eyes are drawn as arcs.</summary>
    public float Cheeks { get; init; }

    /// <summary>Half the width of the mouth.</summary>
    public float MouthWidth { get; init; } = 0.30f;

    /// <summary>How far the mouth's corners lie above its middle; negative: below.</summary>
    public float Smile { get; init; }

    /// <summary>How far the mouth is open.</summary>
    public float MouthOpening { get; init; }

    /// <summary>Strength of the waves of the lips.</summary>
    public float Wave { get; init; }

    /// <summary>Share of the open mouth that the teeth fill, 0 to 1.</summary>
    public float Teeth { get; init; }

    /// <summary>Length of the visible tongue.</summary>
    public float Tongue { get; init; }

    /// <summary>Strength of the wrinkles on the nose, 0 to 1.</summary>
    public float Wrinkles { get; init; }

    /// <summary>Size of a tear under one eye.</summary>
    public float Tear { get; init; }

    /// <summary>Interpolates between two expressions: 0 is the first, 1 the second; values above 1 extrapolate.</summary>
    public static Expression Between(Expression from, Expression to, float strength)
    {
        return new Expression
        {
            InnerBrow = Mix(from.InnerBrow, to.InnerBrow),
            OuterBrow = Mix(from.OuterBrow, to.OuterBrow),
            BrowArch = Mix(from.BrowArch, to.BrowArch),
            EyeOpening = Mix(from.EyeOpening, to.EyeOpening),
            Lid = Math.Clamp(Mix(from.Lid, to.Lid), 0, 0.8f),
            Pupil = Mix(from.Pupil, to.Pupil),
            Cheeks = Math.Clamp(Mix(from.Cheeks, to.Cheeks), 0, 1),
            MouthWidth = Mix(from.MouthWidth, to.MouthWidth),
            Smile = Mix(from.Smile, to.Smile),
            MouthOpening = Math.Max(0, Mix(from.MouthOpening, to.MouthOpening)),
            Wave = Mix(from.Wave, to.Wave),
            Teeth = Math.Clamp(Mix(from.Teeth, to.Teeth), 0, 1),
            Tongue = Math.Max(0, Mix(from.Tongue, to.Tongue)),
            Wrinkles = Math.Clamp(Mix(from.Wrinkles, to.Wrinkles), 0, 1),
            Tear = Math.Max(0, Mix(from.Tear, to.Tear)),
        };

        float Mix(float a, float b) => a + ((b - a) * strength);
    }
}
