using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FerNet.Imaging;

/// <summary>
/// Reads the pixels of an ML.NET image: four bytes per pixel, red or blue first, premultiplied by alpha, as ML.NET decodes them.
/// </summary>
internal static class MLImageReader
{
    /// <summary>Gray levels, and colors of four bytes per pixel: red, green, blue, 255.</summary>
    public static (GrayImage Gray, byte[] Colors) Read(MLImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        try
        {
            return FromPixels(image);
        }
        catch (MissingMethodException)
        {
            // ML.NET 5.0 was built against SkiaSharp 2.88, whose GetPixelSpan has another return type than that of later versions.
            return FromBitmap(image);
        }
    }

    /// <summary>
    /// Reads ML.NET's public property, which works with SkiaSharp 2.88 only. Not inlined, because with other versions it fails when it is
    /// compiled.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static (GrayImage Gray, byte[] Colors) FromPixels(MLImage image) =>
        Convert(image.Width, image.Height, image.Pixels, image.PixelFormat == MLPixelFormat.Bgra32);

    /// <summary>Reads the private bitmap of the image, which works with every version of SkiaSharp.</summary>
    /// <exception cref="NotSupportedException">This version of ML.NET stores its bitmap in another field.</exception>
    internal static (GrayImage Gray, byte[] Colors) FromBitmap(MLImage image)
    {
        (int width, int height) = (image.Width, image.Height);
        try
        {
            SKBitmap bitmap = Bitmap(image);
            (GrayImage Gray, byte[] Colors) converted =
                Convert(width, height, SkiaCodec.PixelsOf(bitmap), bitmap.ColorType == SKColorType.Bgra8888);
            GC.KeepAlive(bitmap);
            return converted;
        }
        catch (MissingFieldException error)
        {
            throw new NotSupportedException(
                "This version of ML.NET and this version of SkiaSharp do not work together, so an MLImage cannot be read. Predict from " +
                "the file, its bytes or a stream, or reference SkiaSharp 2.88.9.", error);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_image")]
    private static extern ref SKBitmap Bitmap(MLImage image);

    private static (GrayImage Gray, byte[] Colors) Convert(int width, int height, ReadOnlySpan<byte> pixels, bool blueFirst)
    {
        byte[] gray = GC.AllocateUninitializedArray<byte>(width * height), colors = GC.AllocateUninitializedArray<byte>(width * height * 4);
        int red = blueFirst ? 2 : 0, blue = 2 - red;
        for (int i = 0; i < gray.Length; i++)
        {
            ReadOnlySpan<byte> pixel = pixels.Slice(i * 4, 4);
            Span<byte> target = colors.AsSpan(i * 4, 4);
            int white = 255 - pixel[3];
            (target[0], target[1], target[2], target[3]) =
                (OnWhite(pixel[red], white), OnWhite(pixel[1], white), OnWhite(pixel[blue], white), 255);
            gray[i] = Luma.FromRgb(target[0], target[1], target[2]);
        }
        return (new GrayImage(width, height, gray), colors);
    }

    /// <summary>Adds the share of white to a channel that is already multiplied by alpha.</summary>
    private static byte OnWhite(byte part, int white) => (byte)Math.Min(255, part + white);
}
