using System.Buffers;
using System.Numerics;

namespace FerNet.Pictures;

/// <summary>
/// Cuts a rectangle out of a gray picture and makes it any size: the one routine that training and prediction share.
/// Rows first, then columns; sums are in one fixed order, so that every machine gets the same bytes.
/// </summary>
internal static class AreaResize
{
    /// <summary>Writes <paramref name="crop"/> of <paramref name="source"/> to <paramref name="target"/>, row by row.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="crop">The rectangle, in pixels and fractions of them; beyond the border the edge pixels are repeated.</param>
    /// <param name="target">Takes width x height bytes.</param>
    /// <param name="width">Width to make, in pixels.</param>
    /// <param name="height">Height to make, in pixels.</param>
    /// <param name="coverage">The share of a target pixel's length whose mean it gets, see <see cref="AxisWeights"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The crop is not finite, or has no area.</exception>
    public static void Resize(GrayPicture source, FaceBox crop, Span<byte> target, int width, int height, double coverage = 1)
    {
        if (!float.IsFinite(crop.X) || !float.IsFinite(crop.Y) || !(crop.Width > 0) || !(crop.Height > 0)
            || !float.IsFinite(crop.Width) || !float.IsFinite(crop.Height))
        {
            throw new ArgumentOutOfRangeException(nameof(crop), crop, "A crop needs finite numbers, and a width and height above 0.");
        }
        AxisWeights columns = new(source.Width, crop.X, crop.Width, width, coverage);
        AxisWeights rows = new(source.Height, crop.Y, crop.Height, height, coverage);
        int used = columns.EndUsed - columns.FirstUsed;
        float[] rented = ArrayPool<float>.Shared.Rent(used);
        Span<float> sums = rented.AsSpan(0, used);
        for (int y = 0; y < height; y++)
        {
            SumRows(source, rows, y, columns.FirstUsed, sums);
            SumColumns(sums, columns, target.Slice(y * width, width));
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    private static void SumRows(GrayPicture source, AxisWeights rows, int y, int firstColumn, Span<float> sums)
    {
        sums.Clear();
        ReadOnlySpan<float> weights = rows.Of(y);
        for (int i = 0; i < weights.Length; i++)
        {
            int start = ((rows.First[y] + i) * source.Width) + firstColumn;
            AddWeighted(source.Pixels.AsSpan(start, sums.Length), weights[i], sums);
        }
    }

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

        void Add(Vector<ushort> levels, Span<float> place)
        {
            Vector.Widen(levels, out Vector<uint> first, out Vector<uint> second);
            (new Vector<float>(place) + (Vector.ConvertToSingle(Vector.AsVectorInt32(first)) * weight)).CopyTo(place);
            Span<float> next = place[lanes..];
            (new Vector<float>(next) + (Vector.ConvertToSingle(Vector.AsVectorInt32(second)) * weight)).CopyTo(next);
        }
    }

    private static void SumColumns(ReadOnlySpan<float> sums, AxisWeights columns, Span<byte> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            ReadOnlySpan<float> weights = columns.Of(x);
            ReadOnlySpan<float> part = sums.Slice(columns.First[x] - columns.FirstUsed, weights.Length);
            float sum = 0.5f;
            for (int i = 0; i < weights.Length; i++) sum += part[i] * weights[i];
            target[x] = (byte)Math.Clamp(sum, 0, 255);
        }
    }
}
