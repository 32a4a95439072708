using System.Buffers;

namespace FerNet.Imaging;

/// <summary>
/// Reduces an upright square to a patch with the Lanczos kernel; a square that is smaller than a patch is enlarged linearly.
/// </summary>
internal static class LanczosCrop
{
    /// <summary>
    /// Distance between the zeros of the kernel, in pixels of the patch. It was selected on enlarged PublicTest faces and on faces of other
    /// datasets, see docs/results.md.
    /// </summary>
    public const double Stretch = 0.6;

    /// <summary>A large square is first averaged to this number of pixels for each pixel of the patch, along each side.</summary>
    private const int Dense = 8;

    /// <summary>The largest side that the kernel reads directly; for a larger square, averaging first takes less time.</summary>
    private const int MostSide = 4 * Dense * FacePatch.Size;

    /// <summary>Writes the patch [48 * 48] of a square.</summary>
    /// <param name="image">The image; edge pixels are repeated beyond its border.</param>
    /// <param name="square">The square; its width is also used as its height.</param>
    /// <param name="patch">Takes 2,304 bytes.</param>
    /// <param name="stretch">See <see cref="Stretch"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The square is not finite, or has no area.</exception>
    public static void Cut(GrayImage image, FaceBox square, Span<byte> patch, double stretch = Stretch)
    {
        WeightedResize.RefuseEmpty(square);
        if (square.Width > MostSide) CutReduced(image, square, patch, stretch);
        else WeightedResize.Apply(image, Axis(image.Width, square.X), Axis(image.Height, square.Y), patch);

        ResizeWeights Axis(int length, float from) => square.Width <= FacePatch.Size
            ? ResizeWeights.Area(length, from, square.Width, FacePatch.Size)
            : ResizeWeights.Lanczos(length, from, square.Width, FacePatch.Size, stretch);
    }

    private static void CutReduced(GrayImage image, FaceBox square, Span<byte> patch, double stretch)
    {
        // The kernel reads a little beyond the square.
        int margin = (int)Math.Ceiling(ResizeWeights.Lobes * stretch), size = (FacePatch.Size + (2 * margin)) * Dense;
        float step = square.Width / FacePatch.Size, around = step * (FacePatch.Size + (2 * margin));
        byte[] rented = ArrayPool<byte>.Shared.Rent(size * size);
        AreaResize.Resize(image, new FaceBox(square.X - (margin * step), square.Y - (margin * step), around, around),
            rented.AsSpan(0, size * size), size, size);
        Cut(new GrayImage(size, size, rented),
            new FaceBox(margin * Dense, margin * Dense, FacePatch.Size * Dense, FacePatch.Size * Dense), patch, stretch);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
