using System.Numerics.Tensors;

namespace FerNet.Prediction;

/// <summary>Checks seven probabilities from outside the library.</summary>
internal static class EmotionProbabilities
{
    /// <summary>The maximum difference of the sum from 1, for rounded numbers in JSON.</summary>
    private const float Tolerance = 0.01f;

    /// <summary>A checked, read-only copy.</summary>
    public static IReadOnlyList<float> CheckedCopy(IReadOnlyList<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        float[] copy = [.. probabilities];
        if (copy.Length != EmotionExtensions.Count)
        {
            throw new ArgumentException(
                $"{copy.Length} probabilities; there must be {EmotionExtensions.Count}, angry to neutral.", nameof(probabilities));
        }
        int wrong = Array.FindIndex(copy, value => value is not (>= 0 and <= 1));
        if (wrong >= 0)
        {
            throw new ArgumentException(
                Invariant($"The probability of {EmotionExtensions.Names[wrong]} is {copy[wrong]}; it must lie between 0 and 1."),
                nameof(probabilities));
        }
        float sum = TensorPrimitives.Sum<float>(copy);
        return MathF.Abs(sum - 1) <= Tolerance
            ? Array.AsReadOnly(copy)
            : throw new ArgumentException(Invariant($"The probabilities add up to {sum}; they must add up to 1."), nameof(probabilities));
    }
}
