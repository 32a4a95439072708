using System.Globalization;
using System.Numerics.Tensors;

namespace FerNet.Models;

/// <summary>Whether what a network gives for a face are probabilities.</summary>
internal static class ScoreCheck
{
    /// <summary>How far the sum may lie from 1: seven numbers of float32 are far nearer.</summary>
    private const float Tolerance = 0.001f;

    public static bool AreProbabilities(ReadOnlySpan<float> scores) =>
        TensorPrimitives.IsFiniteAll(scores) && TensorPrimitives.Min(scores) >= 0
        && Math.Abs(TensorPrimitives.Sum(scores) - 1) <= Tolerance;

    public static string Message(string name, ReadOnlySpan<float> scores) =>
        $"{name} cannot be used: for a face it gives {Text(scores)}, which are no probabilities: each must be 0 to 1, and their sum 1. " +
        "Take a fresh copy of the file, or train the model anew.";

    private static string Text(ReadOnlySpan<float> scores) =>
        string.Join(", ", scores.ToArray().Select(score => score.ToString("0.####", CultureInfo.InvariantCulture)));
}
