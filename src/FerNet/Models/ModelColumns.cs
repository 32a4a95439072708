using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>The column names of the saved pipeline, as set by the application.</summary>
internal sealed record ModelColumns(string Image = "Image", string Score = "Score", string PredictedLabel = "PredictedLabel",
    string Emotion = "Emotion")
{
    private const int LongestName = 512;

    /// <summary>The content of the image column of the saved pipeline.</summary>
    public FaceColumnKind Kind { get; init; }

    /// <exception cref="ArgumentException">A column has no name, or two have the same.</exception>
    public static ModelColumns FromOptions(EmotionTrainerOptions options) => new ModelColumns(
        options.FeatureColumnName, options.ScoreColumnName, options.PredictedLabelColumnName, options.EmotionColumnName).Checked();

    /// <summary>These columns, after a check of their names.</summary>
    /// <exception cref="ArgumentException">A column has no name, or two have the same.</exception>
    public ModelColumns Checked()
    {
        (string Name, string Option)[] columns =
        [
            (Image, nameof(EmotionTrainerOptions.FeatureColumnName)), (Score, nameof(EmotionTrainerOptions.ScoreColumnName)),
            (PredictedLabel, nameof(EmotionTrainerOptions.PredictedLabelColumnName)),
            (Emotion, nameof(EmotionTrainerOptions.EmotionColumnName)),
        ];
        foreach ((string name, string option) in columns)
        {
            if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
            {
                throw new ArgumentException(
                    Invariant($"{option} has {name.Length} characters; a column needs a name of 1 to {LongestName}, not all blank."));
            }
            string[] same = [.. columns.Where(column => column.Name == name).Select(column => column.Option)];
            if (same.Length > 1)
            {
                throw new ArgumentException(
                    $"{string.Join(" and ", same)} are both '{UntrustedText.Quote(name)}', so one would hide the other; give each a " +
                    "name of its own.");
            }
        }
        return Enum.IsDefined(Kind) ? this : throw new ArgumentException($"{Kind} is no kind of column.");
    }
}

/// <summary>The content of a column of faces.</summary>
internal enum FaceColumnKind
{
    /// <summary>The bytes of an image file, as <c>LoadRawImageBytes</c> returns them.</summary>
    Encoded,

    /// <summary>2,304 gray levels, each a byte.</summary>
    ByteLevels,

    /// <summary>2,304 gray levels, each a single.</summary>
    SingleLevels,
}
