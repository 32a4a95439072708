using System.Globalization;
using System.Numerics.Tensors;

namespace FerNet.Models;

/// <summary>Checks that a network's outputs for a face are probabilities.</summary>
internal static class ScoreCheck
{
    /// <summary>The maximum difference of the sum from 1, well above the rounding error of seven float32 numbers.</summary>
    private const float Tolerance = 0.001f;

    public static bool AreProbabilities(ReadOnlySpan<float> scores) =>
        TensorPrimitives.IsFiniteAll(scores) && TensorPrimitives.Min(scores) >= 0
        && Math.Abs(TensorPrimitives.Sum(scores) - 1) <= Tolerance;

    public static string Message(string name, ReadOnlySpan<float> scores) =>
        $"{name} cannot be used: for a face it gives {Text(scores)}, which are not probabilities: each must be 0 to 1, and their sum 1. " +
        "Get the file again, or train the model anew.";

    private static string Text(ReadOnlySpan<float> scores) =>
        string.Join(", ", scores.ToArray().Select(score => score.ToString("0.####", CultureInfo.InvariantCulture)));
}
