namespace FerNet.Models;

/// <summary>The columns of the saved pipeline, as the application names them.</summary>
internal sealed record ModelColumns(string Image = "Image", string Score = "Score", string PredictedLabel = "PredictedLabel",
    string Emotion = "Emotion")
{
    /// <summary>What the image column of the saved pipeline holds.</summary>
    public FaceColumnKind Kind { get; init; }

    public static ModelColumns FromOptions(EmotionTrainerOptions options) =>
        new(options.FeatureColumnName, options.ScoreColumnName, options.PredictedLabelColumnName, options.EmotionColumnName);
}

/// <summary>What a column of faces holds.</summary>
internal enum FaceColumnKind
{
    /// <summary>The bytes of an image file, as <c>LoadRawImageBytes</c> gives them.</summary>
    Encoded,

    /// <summary>2,304 gray levels, each a byte.</summary>
    ByteLevels,

    /// <summary>2,304 gray levels, each a single.</summary>
    SingleLevels,
}
