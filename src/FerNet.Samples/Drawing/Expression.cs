namespace FerNet.Samples.Drawing;

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

    /// <summary>An emotion as it is usually drawn, at full strength.</summary>
    public static Expression Of(Emotion emotion) => emotion switch
    {
        Emotion.Angry => new()
        {
            InnerBrow = -0.20f, OuterBrow = 0.10f, BrowArch = 0, EyeOpening = 0.75f, Lid = 0.35f, MouthWidth = 0.32f, Smile = -0.12f, MouthOpening = 0.10f, Teeth = 1,
        },
        Emotion.Disgust => new()
        {
            InnerBrow = -0.10f, OuterBrow = -0.06f, BrowArch = 0, EyeOpening = 0.5f, Lid = 0.4f, MouthWidth = 0.30f, Smile = -0.10f, MouthOpening = 0.07f,
            Wave = 0.8f, Tongue = 0.24f, Wrinkles = 1,
        },
        Emotion.Fear => new()
        {
            InnerBrow = 0.20f, OuterBrow = -0.02f, BrowArch = 0, EyeOpening = 1.45f, Lid = 0, Pupil = 0.5f, MouthWidth = 0.36f, Smile = -0.09f, MouthOpening = 0.16f,
            Wave = 1, Teeth = 1,
        },
        Emotion.Happy => new()
        {
            InnerBrow = 0.03f, OuterBrow = 0.03f, BrowArch = 0.09f, Cheeks = 0.8f, MouthWidth = 0.42f, Smile = 0.22f, MouthOpening = 0.20f, Teeth = 0.4f,
        },
        Emotion.Sad => new()
        {
            InnerBrow = 0.16f, OuterBrow = -0.10f, BrowArch = 0, EyeOpening = 0.75f, Lid = 0.5f, MouthWidth = 0.26f, Smile = -0.17f, Tear = 1,
        },
        Emotion.Surprise => new()
        {
            InnerBrow = 0.18f, OuterBrow = 0.18f, BrowArch = 0.11f, EyeOpening = 1.5f, Lid = 0, Pupil = 0.9f, MouthWidth = 0.17f, MouthOpening = 0.34f,
        },
        _ => new(),
    };

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

    /// <summary>One person's way of showing an emotion: more or less of it, and never twice the same.</summary>
    public static Expression Of(Emotion emotion, Random random)
    {
        Expression whole = Between(new Expression(), Of(emotion), 0.5f + (0.6f * random.NextSingle()));
        return whole with
        {
            InnerBrow = whole.InnerBrow + Jitter(0.03f),
            OuterBrow = whole.OuterBrow + Jitter(0.03f),
            EyeOpening = whole.EyeOpening * (1 + Jitter(0.12f)),
            Pupil = whole.Pupil * (1 + Jitter(0.1f)),
            MouthWidth = whole.MouthWidth * (1 + Jitter(0.12f)),
            Smile = whole.Smile + Jitter(0.02f),
            MouthOpening = whole.MouthOpening * (1 + Jitter(0.2f)),
            Tear = random.NextSingle() < 0.6f ? whole.Tear : 0,
            Tongue = random.NextSingle() < 0.7f ? whole.Tongue : 0,
        };

        float Jitter(float size) => size * ((2 * random.NextSingle()) - 1);
    }
}
