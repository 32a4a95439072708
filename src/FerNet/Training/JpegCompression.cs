using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FerNet.Training;

/// <summary>
/// Simulates the loss of JPEG compression: each 8 x 8 block of gray levels is transformed, its coefficients are quantized, and it is
/// transformed back.
/// </summary>
/// <remarks>
/// Source: ITU-T T.81, the cosine transform of A.3.3 and the luminance table of annex K; the quality scales the table as in libjpeg.
/// </remarks>
internal static class JpegCompression
{
    private const int Block = 8;

    private static readonly float[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>The matrix of the transform: row u is <c>c(u) / 2 * cos((2 x + 1) u pi / 16)</c>.</summary>
    private static readonly float[] Forward =
        [.. from u in Enumerable.Range(0, Block) from x in Enumerable.Range(0, Block) select Cosine(u, x)];

    private static readonly float[] Backward =
        [.. from x in Enumerable.Range(0, Block) from u in Enumerable.Range(0, Block) select Cosine(u, x)];

    /// <param name="crop">Gray levels [size, size], changed in place.</param>
    /// <param name="size">Width and height.</param>
    /// <param name="quality">JPEG quality, 1 to 100.</param>
    /// <param name="left">Pixels of the first block that lie left of the crop, 0 to 7.</param>
    /// <param name="top">Pixels of the first block that lie above the crop, 0 to 7.</param>
    public static void Apply(Span<float> crop, int size, double quality, int left, int top)
    {
        Span<float> steps = stackalloc float[Block * Block], block = stackalloc float[Block * Block];
        double scale = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        for (int i = 0; i < steps.Length; i++) steps[i] = (float)Math.Clamp(Math.Floor(((Luminance[i] * scale) + 50) / 100), 1, 255);
        for (int y = -top; y < size; y += Block)
        {
            for (int x = -left; x < size; x += Block)
            {
                for (int i = 0; i < block.Length; i++)
                    block[i] = crop[(Math.Clamp(y + (i / Block), 0, size - 1) * size) + Math.Clamp(x + (i % Block), 0, size - 1)] - 128;
                Round(block, steps);
                for (int row = Math.Max(y, 0); row < Math.Min(y + Block, size); row++)
                {
                    for (int column = Math.Max(x, 0); column < Math.Min(x + Block, size); column++)
                        crop[(row * size) + column] = Math.Clamp(block[((row - y) * Block) + column - x] + 128, 0, 255);
                }
            }
        }
    }

    /// <summary><c>C^T round(C X C^T / Q) Q C</c>, in place.</summary>
    public static void Round(Span<float> block, ReadOnlySpan<float> steps)
    {
        Span<float> between = stackalloc float[Block * Block];
        MultiplyBlocks(Forward, block, between);
        MultiplyBlocks(between, Backward, block);
        Span<Vector256<float>> rows = MemoryMarshal.Cast<float, Vector256<float>>(block);
        ReadOnlySpan<Vector256<float>> divisors = MemoryMarshal.Cast<float, Vector256<float>>(steps);
        for (int i = 0; i < rows.Length; i++) rows[i] = Vector256.Round(rows[i] / divisors[i]) * divisors[i];
        MultiplyBlocks(Backward, block, between);
        MultiplyBlocks(between, Forward, block);
    }

    private static void MultiplyBlocks(ReadOnlySpan<float> leftBlock, ReadOnlySpan<float> rightBlock, Span<float> productBlock)
    {
        ReadOnlySpan<Vector256<float>> rightRows = MemoryMarshal.Cast<float, Vector256<float>>(rightBlock);
        Span<Vector256<float>> productRows = MemoryMarshal.Cast<float, Vector256<float>>(productBlock);
        for (int row = 0; row < Block; row++)
        {
            Vector256<float> productRow = Vector256<float>.Zero;
            for (int i = 0; i < Block; i++) productRow += rightRows[i] * leftBlock[(row * Block) + i];
            productRows[row] = productRow;
        }
    }

    private static float Cosine(int u, int x) => (float)((u == 0 ? Math.Sqrt(0.125) : 0.5) * Math.Cos(((2 * x) + 1) * u * Math.PI / 16));
}
