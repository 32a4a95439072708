using System.Buffers;

namespace FerNet.Pictures;

/// <summary>
/// Reads a square whose sides are not upright: area averaging to twice the patch's resolution, then four bilinear samples for each pixel.
/// </summary>
internal static class RolledCrop
{
    /// <summary>Pixels of the intermediate image, and samples, along each side of a pixel of the patch.</summary>
    private const int Oversampling = 2;

    /// <summary>Writes the patch [48 * 48] of a rolled crop.</summary>
    /// <param name="picture">The image; beyond its border the edge pixels continue.</param>
    /// <param name="crop">The square.</param>
    /// <param name="patch">Takes 2,304 bytes.</param>
    public static void Cut(GrayPicture picture, FaceCrop crop, Span<byte> patch)
    {
        (double sin, double cos) = Math.SinCos(crop.Roll * Math.PI / 180);
        // The upright square around the rolled one, and a pixel of the intermediate image more for interpolation.
        int samples = FacePatch.Size * Oversampling, size = (int)Math.Ceiling(samples * (Math.Abs(sin) + Math.Abs(cos))) + 2;
        float pixel = crop.Side / samples, around = pixel * size;
        byte[] rented = ArrayPool<byte>.Shared.Rent(size * size);
        Span<byte> reduced = rented.AsSpan(0, size * size);
        AreaResize.Resize(picture, new FaceBox(crop.CenterX - (around / 2), crop.CenterY - (around / 2), around, around), reduced,
            size, size);
        for (int y = 0; y < FacePatch.Size; y++)
        {
            for (int x = 0; x < FacePatch.Size; x++)
            {
                double sum = 0;
                for (int sample = 0; sample < Oversampling * Oversampling; sample++)
                {
                    double right = (x * Oversampling) + (sample % Oversampling) + 0.5 - (samples / 2.0);
                    double down = (y * Oversampling) + (sample / Oversampling) + 0.5 - (samples / 2.0);
                    sum += Interpolate(reduced, size, (size / 2.0) + (cos * right) - (sin * down), (size / 2.0) + (sin * right) +
                        (cos * down));
                }
                patch[(y * FacePatch.Size) + x] = (byte)((sum / (Oversampling * Oversampling)) + 0.5);
            }
        }
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>The level at a point, which lies at least half a pixel within the image.</summary>
    private static double Interpolate(ReadOnlySpan<byte> levels, int size, double x, double y)
    {
        int left = Math.Clamp((int)(x - 0.5), 0, size - 2), top = Math.Clamp((int)(y - 0.5), 0, size - 2), place = (top * size) + left;
        double shareX = x - 0.5 - left, shareY = y - 0.5 - top;
        double upper = levels[place] + (shareX * (levels[place + 1] - levels[place]));
        double lower = levels[place + size] + (shareX * (levels[place + size + 1] - levels[place + size]));
        return upper + (shareY * (lower - upper));
    }
}
