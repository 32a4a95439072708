using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FerNet.Imaging;

/// <summary>
/// Computes each target pixel as the weighted sum of source pixels, along rows first, then along columns. Sums have a fixed order, so that
/// the bytes are the same on every machine.
/// </summary>
/// <remarks>
/// The loops are optimized from their first call on. The runtime optimizes other methods only after some thirty calls, so that the first
/// images would take longer.
/// </remarks>
internal static class WeightedResize
{
    /// <summary>Writes the target row by row; levels below 0 or above 255 become 0 and 255.</summary>
    /// <param name="source">The image.</param>
    /// <param name="columns">The weights along each row of the image.</param>
    /// <param name="rows">The weights along each column of the image.</param>
    /// <param name="target">Takes as many bytes as <paramref name="columns"/> times <paramref name="rows"/> have target pixels.</param>
    public static void Apply(GrayImage source, ResizeWeights columns, ResizeWeights rows, Span<byte> target)
    {
        int used = columns.EndUsed - columns.FirstUsed, width = columns.First.Length;
        float[] rented = ArrayPool<float>.Shared.Rent(used);
        Span<float> sums = rented.AsSpan(0, used);
        for (int y = 0; y < rows.First.Length; y++)
        {
            SumRows(source, rows, y, columns.FirstUsed, sums);
            SumColumns(sums, columns, target.Slice(y * width, width));
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Throws where a crop is not finite or has no area.</summary>
    public static void RefuseEmpty(FaceBox crop)
    {
        if (!float.IsFinite(crop.X) || !float.IsFinite(crop.Y) || !(crop.Width > 0) || !(crop.Height > 0)
            || !float.IsFinite(crop.Width) || !float.IsFinite(crop.Height))
        {
            throw new ArgumentOutOfRangeException(nameof(crop), crop, "A crop needs finite numbers, and a width and height above 0.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumRows(GrayImage source, ResizeWeights rows, int y, int firstColumn, Span<float> sums)
    {
        sums.Clear();
        ReadOnlySpan<float> weights = rows.WeightsFor(y);
        for (int i = 0; i < weights.Length; i++)
        {
            int start = ((rows.First[y] + i) * source.Width) + firstColumn;
            AddWeighted(source.Pixels.AsSpan(start, sums.Length), weights[i], sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWeighted(ReadOnlySpan<byte> pixels, float weight, Span<float> sums)
    {
        int x = 0;
        int lanes = Vector<float>.Count;
        for (; x <= pixels.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(pixels[x..]), out Vector<ushort> low, out Vector<ushort> high);
            Add(low, sums[x..]);
            Add(high, sums[(x + (2 * lanes))..]);
        }
        for (; x < pixels.Length; x++) sums[x] += pixels[x] * weight;

        void Add(Vector<ushort> levels, Span<float> weightedSums)
        {
            Vector.Widen(levels, out Vector<uint> first, out Vector<uint> second);
            (new Vector<float>(weightedSums) + (Vector.ConvertToSingle(Vector.AsVectorInt32(first)) * weight)).CopyTo(weightedSums);
            Span<float> next = weightedSums[lanes..];
            (new Vector<float>(next) + (Vector.ConvertToSingle(Vector.AsVectorInt32(second)) * weight)).CopyTo(next);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumColumns(ReadOnlySpan<float> sums, ResizeWeights columns, Span<byte> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            ReadOnlySpan<float> weights = columns.WeightsFor(x);
            ReadOnlySpan<float> part = sums.Slice(columns.First[x] - columns.FirstUsed, weights.Length);
            float sum = 0.5f;
            for (int i = 0; i < weights.Length; i++) sum += part[i] * weights[i];
            target[x] = (byte)Math.Clamp(sum, 0, 255);
        }
    }
}
