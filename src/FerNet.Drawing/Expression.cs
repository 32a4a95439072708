namespace FerNet.Drawing;

/// <summary>What moves in a drawn face, in lengths of the head's half width; a neutral face is all defaults.</summary>
internal sealed record Expression
{
    /// <summary>How far the brows' inner ends are raised; negative: lowered.</summary>
    public float InnerBrow { get; init; }

    /// <summary>How far the brows' outer ends are raised.</summary>
    public float OuterBrow { get; init; }

    /// <summary>How far the brows' middles are raised beyond their ends.</summary>
    public float BrowArch { get; init; } = 0.04f;

    /// <summary>Height of the eyes, 1 as in a neutral face.</summary>
    public float EyeOpening { get; init; } = 1;

    /// <summary>How far the upper lid covers the eye, 0 to 1.</summary>
    public float Lid { get; init; } = 0.15f;

    /// <summary>Size of the pupils, 1 as in a neutral face.</summary>
    public float Pupil { get; init; } = 1;

    /// <summary>How far the eyes are closed to laughing arcs by raised cheeks, 0 to 1.</summary>
    public float Cheeks { get; init; }

    /// <summary>Half the width of the mouth.</summary>
    public float MouthWidth { get; init; } = 0.30f;

    /// <summary>How far the mouth's corners lie above its middle; negative: below.</summary>
    public float Smile { get; init; }

    /// <summary>How far the mouth is open.</summary>
    public float MouthOpening { get; init; }

    /// <summary>How strongly the lips are wavy.</summary>
    public float Wave { get; init; }

    /// <summary>How much of the open mouth the teeth fill, 0 to 1.</summary>
    public float Teeth { get; init; }

    /// <summary>How far the tongue hangs out.</summary>
    public float Tongue { get; init; }

    /// <summary>How strongly the nose is wrinkled, 0 to 1.</summary>
    public float Wrinkles { get; init; }

    /// <summary>Size of a tear under one eye.</summary>
    public float Tear { get; init; }

    /// <summary>The expression between two, where 0 is the first and 1 the second; beyond 1 it is exaggerated.</summary>
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
