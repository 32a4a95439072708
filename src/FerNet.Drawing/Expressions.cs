namespace FerNet.Drawing;

/// <summary>The expressions of the seven emotions.</summary>
internal static class Expressions
{
    /// <summary>The typical cartoon expression of an emotion, at full strength.</summary>
    public static Expression Cartoon(Emotion emotion) => emotion switch
    {
        Emotion.Angry => new Expression
        {
            InnerBrow = -0.20f,
            OuterBrow = 0.10f,
            BrowArch = 0,
            EyeOpening = 0.75f,
            Lid = 0.35f,
            MouthWidth = 0.32f,
            Smile = -0.12f,
            MouthOpening = 0.10f,
            Teeth = 1,
        },
        Emotion.Disgust => new Expression
        {
            InnerBrow = -0.10f,
            OuterBrow = -0.06f,
            BrowArch = 0,
            EyeOpening = 0.5f,
            Lid = 0.4f,
            MouthWidth = 0.30f,
            Smile = -0.10f,
            MouthOpening = 0.07f,
            Wave = 0.8f,
            Tongue = 0.24f,
            Wrinkles = 1,
        },
        Emotion.Fear => new Expression
        {
            InnerBrow = 0.20f,
            OuterBrow = -0.02f,
            BrowArch = 0,
            EyeOpening = 1.45f,
            Lid = 0,
            Pupil = 0.5f,
            MouthWidth = 0.36f,
            Smile = -0.09f,
            MouthOpening = 0.16f,
            Wave = 1,
            Teeth = 1,
        },
        Emotion.Happy => new Expression
        {
            InnerBrow = 0.03f,
            OuterBrow = 0.03f,
            BrowArch = 0.09f,
            Cheeks = 0.8f,
            MouthWidth = 0.42f,
            Smile = 0.22f,
            MouthOpening = 0.20f,
            Teeth = 0.4f,
        },
        Emotion.Sad => new Expression
        {
            InnerBrow = 0.16f,
            OuterBrow = -0.10f,
            BrowArch = 0,
            EyeOpening = 0.75f,
            Lid = 0.5f,
            MouthWidth = 0.26f,
            Smile = -0.17f,
            Tear = 1,
        },
        Emotion.Surprise => new Expression
        {
            InnerBrow = 0.18f,
            OuterBrow = 0.18f,
            BrowArch = 0.11f,
            EyeOpening = 1.5f,
            Lid = 0,
            Pupil = 0.9f,
            MouthWidth = 0.17f,
            MouthOpening = 0.34f,
        },
        _ => new Expression(),
    };

    /// <summary>A random variation of an emotion's expression, with a random strength.</summary>
    public static Expression Person(Emotion emotion, Random random)
    {
        Expression whole = Expression.Between(new Expression(), Cartoon(emotion), 0.5f + (0.6f * random.NextSingle()));
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
