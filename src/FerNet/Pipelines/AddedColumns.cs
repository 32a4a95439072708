using FerNet.Models;
using FerNet.Utilities;

namespace FerNet.Pipelines;

/// <summary>Checks that the columns that a model adds do not replace user columns.</summary>
internal static class AddedColumns
{
    /// <exception cref="ArgumentOutOfRangeException">The data already has a column of that name.</exception>
    public static void RequireFree(IEnumerable<string> names, ModelColumns columns)
    {
        (string Column, string Option)[] added =
        [
            (columns.Score, nameof(EmotionTrainerOptions.ScoreColumnName)),
            (columns.PredictedLabel, nameof(EmotionTrainerOptions.PredictedLabelColumnName)),
            (columns.Emotion, nameof(EmotionTrainerOptions.EmotionColumnName)),
        ];
        HashSet<string> present = [.. names];
        foreach ((string column, string option) in added)
        {
            if (!present.Contains(column)) continue;
            throw new ArgumentOutOfRangeException(nameof(names),
                $"The data has a column '{UntrustedText.Quote(column)}', and the model would add another of this name and hide yours. " +
                $"Rename yours, or set {nameof(EmotionTrainerOptions)}.{option}.");
        }
    }
}
