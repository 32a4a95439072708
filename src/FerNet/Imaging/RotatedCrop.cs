using System.Buffers;

namespace FerNet.Imaging;

/// <summary>
/// Reads a rotated square: the square and its surroundings are sampled bilinearly into an upright image of higher resolution, which is then
/// reduced like an upright square.
/// </summary>
internal static class RotatedCrop
{
    /// <summary>Samples along each side of a pixel of the patch; a large image is first averaged to the same resolution.</summary>
    private const int Oversampling = 4;

    /// <summary>Writes the patch [48 * 48] of a rolled crop.</summary>
    /// <param name="image">The image; edge pixels are repeated beyond its border.</param>
    /// <param name="crop">The square.</param>
    /// <param name="patch">Takes 2,304 bytes.</param>
    /// <param name="stretch">See <see cref="LanczosCrop.Stretch"/>.</param>
    public static void Cut(GrayImage image, FaceCrop crop, Span<byte> patch, double stretch = LanczosCrop.Stretch)
    {
        (double sin, double cos) = Math.SinCos(crop.Roll * Math.PI / 180);
        int margin = (int)Math.Ceiling(ResizeWeights.Lobes * stretch) * Oversampling, inner = FacePatch.Size * Oversampling;
        // The upright square around the rolled one, and a pixel of the intermediate image more for interpolation.
        int samples = inner + (2 * margin), size = (int)Math.Ceiling(samples * (Math.Abs(sin) + Math.Abs(cos))) + 2;
        float pixel = crop.Side / inner, around = pixel * size;
        byte[] rented = ArrayPool<byte>.Shared.Rent((size * size) + (samples * samples));
        Span<byte> reduced = rented.AsSpan(samples * samples, size * size);
        AreaResize.Resize(image, new FaceBox(crop.CenterX - (around / 2), crop.CenterY - (around / 2), around, around), reduced,
            size, size);
        for (int y = 0; y < samples; y++)
        {
            for (int x = 0; x < samples; x++)
            {
                double right = x + 0.5 - (samples / 2.0), down = y + 0.5 - (samples / 2.0);
                double level = Interpolate(reduced, size, (size / 2.0) + (cos * right) - (sin * down),
                    (size / 2.0) + (sin * right) + (cos * down));
                rented[(y * samples) + x] = (byte)(level + 0.5);
            }
        }
        LanczosCrop.Cut(new GrayImage(samples, samples, rented), new FaceBox(margin, margin, inner, inner), patch, stretch);
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>The level at a point, which lies at least half a pixel within the image.</summary>
    private static double Interpolate(ReadOnlySpan<byte> levels, int size, double x, double y)
    {
        int left = Math.Clamp((int)(x - 0.5), 0, size - 2), top = Math.Clamp((int)(y - 0.5), 0, size - 2), topLeft = (top * size) + left;
        double shareX = x - 0.5 - left, shareY = y - 0.5 - top;
        double upper = levels[topLeft] + (shareX * (levels[topLeft + 1] - levels[topLeft]));
        double lower = levels[topLeft + size] + (shareX * (levels[topLeft + size + 1] - levels[topLeft + size]));
        return upper + (shareY * (lower - upper));
    }
}
