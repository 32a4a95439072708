using FerNet.Imaging;

namespace FerNet.Data.Quality;

/// <summary>Statistics of a face's gray levels.</summary>
/// <param name="Mean">Mean, 0 to 255.</param>
/// <param name="Contrast">Standard deviation.</param>
/// <param name="Sharpness">Standard deviation of the Laplacian divided by <paramref name="Contrast"/>; 0 where there is no
/// contrast.</param>
internal readonly record struct PatchStatistics(double Mean, double Contrast, double Sharpness)
{
    private const int Side = FacePatch.Size;

    public static PatchStatistics Compute(ReadOnlySpan<byte> pixels)
    {
        long sum = 0, squares = 0, laplacians = 0, laplacianSquares = 0;
        foreach (byte level in pixels)
        {
            sum += level;
            squares += level * level;
        }
        for (int y = 1; y < Side - 1; y++)
        {
            for (int at = (y * Side) + 1; at < ((y + 1) * Side) - 1; at++)
            {
                int laplacian = pixels[at - 1] + pixels[at + 1] + pixels[at - Side] + pixels[at + Side] - (4 * pixels[at]);
                laplacians += laplacian;
                laplacianSquares += laplacian * laplacian;
            }
        }
        double contrast = Deviation(sum, squares, pixels.Length);
        double sharpness = Deviation(laplacians, laplacianSquares, (Side - 2) * (Side - 2));
        return new PatchStatistics(sum / (double)pixels.Length, contrast, contrast == 0 ? 0 : sharpness / contrast);
    }

    /// <summary>The correlation of two faces, -1 to 1; 0 where one has no contrast.</summary>
    public static double Correlation(ReadOnlySpan<byte> first, PatchStatistics ofFirst, ReadOnlySpan<byte> second, PatchStatistics ofSecond)
    {
        if (ofFirst.Contrast == 0 || ofSecond.Contrast == 0) return 0;
        long products = 0;
        for (int i = 0; i < first.Length; i++) products += first[i] * second[i];
        return ((products / (double)first.Length) - (ofFirst.Mean * ofSecond.Mean)) / (ofFirst.Contrast * ofSecond.Contrast);
    }

    private static double Deviation(long sum, long squares, int count)
    {
        double mean = sum / (double)count;
        return Math.Sqrt(Math.Max(0, (squares / (double)count) - (mean * mean)));
    }
}
