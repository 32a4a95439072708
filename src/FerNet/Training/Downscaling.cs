using System.Numerics.Tensors;
using FerNet.Imaging;

namespace FerNet.Training;

/// <summary>
/// Downscales a square of gray levels by area averaging and upscales it with linear interpolation, which simulates a small face in an
/// image.
/// </summary>
internal static class Downscaling
{
    private const int LeastSide = 8;

    /// <param name="crop">Gray levels [size, size], changed in place.</param>
    /// <param name="size">Width and height, at most 48.</param>
    /// <param name="scale">Scale, 0.25 to 1; the small square has at least 8 x 8 pixels.</param>
    public static void Apply(Span<float> crop, int size, double scale)
    {
        int small = Math.Clamp((int)Math.Round(size * scale), LeastSide, size);
        if (small == size) return;
        Span<float> weights = stackalloc float[FacePatch.Size * FacePatch.Size],
            between = stackalloc float[FacePatch.Size * FacePatch.Size];
        Span<float> shrunk = stackalloc float[FacePatch.Size * FacePatch.Size];
        Areas(weights, size, small);
        Both(crop, between, shrunk, weights, size, small);
        Lines(weights, small, size);
        Both(shrunk, between, crop, weights, small, size);
        PhotographEffects.Clamp(crop);
    }

    /// <summary>Rows, then columns: <c>target = W source W^T</c> with weights [to, from].</summary>
    private static void Both(ReadOnlySpan<float> source, Span<float> between, Span<float> target, ReadOnlySpan<float> weights,
        int from, int to)
    {
        between[..(to * from)].Clear();
        for (int row = 0; row < to; row++)
        {
            Span<float> line = between.Slice(row * from, from);
            for (int i = 0; i < from; i++)
            {
                float weight = weights[(row * from) + i];
                if (weight != 0) TensorPrimitives.MultiplyAdd(source.Slice(i * from, from), weight, line, line);
            }
        }
        for (int row = 0; row < to; row++)
        {
            for (int column = 0; column < to; column++)
                target[(row * to) + column] = TensorPrimitives.Dot(between.Slice(row * from, from), weights.Slice(column * from, from));
        }
    }

    /// <summary>Weights of area averaging.</summary>
    private static void Areas(Span<float> weights, int from, int to)
    {
        double ratio = (double)from / to;
        for (int row = 0; row < to; row++)
        {
            for (int i = 0; i < from; i++)
                weights[(row * from) + i] = (float)(Math.Max(0, Math.Min((row + 1) * ratio, i + 1) - Math.Max(row * ratio, i)) / ratio);
        }
    }

    /// <summary>Weights of linear interpolation.</summary>
    private static void Lines(Span<float> weights, int from, int to)
    {
        weights[..(to * from)].Clear();
        for (int row = 0; row < to; row++)
        {
            double sourceRow = Math.Clamp(((row + 0.5) * from / to) - 0.5, 0, from - 1);
            int left = Math.Min((int)sourceRow, from - 2);
            weights[(row * from) + left] = (float)(1 - (sourceRow - left));
            weights[(row * from) + left + 1] = (float)(sourceRow - left);
        }
    }
}
