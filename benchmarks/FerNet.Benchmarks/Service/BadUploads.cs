using SkiaSharp;

namespace FerNet.Benchmarks.Service;

/// <summary>Bodies that are no image, or none that a service accepts.</summary>
internal static class BadUploads
{
    private const int JpegBytes = 100, RandomBytes = 50_000;

    /// <summary>121 million pixels: the default of <see cref="EmotionPredictorOptions.MaxPixels"/> is 100 million.</summary>
    private const int HugeSide = 11_000;

    /// <summary>Nothing, text, random bytes, the beginning of a JPEG, and a small PNG of too many pixels.</summary>
    /// <param name="jpeg">The JPEG that is cut off.</param>
    public static byte[][] All(byte[] jpeg)
    {
        byte[] random = new byte[RandomBytes];
        new Random(1).NextBytes(random);
        return [[], [.. "no image"u8], random, jpeg[..JpegBytes], HugePng()];
    }

    private static byte[] HugePng()
    {
        using SKBitmap bitmap = new(new SKImageInfo(HugeSide, HugeSide, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Gray);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
