using FerNet.Imaging;
using FerNet.Utilities;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FerNet;

/// <summary>A decoded, upright image. Immutable, hence thread-safe.</summary>
/// <remarks>
/// Gray levels are kept; the colors, four times as large, are decoded only when somebody asks for them. Of a JPEG with a side of 3,200
/// pixels or more, the gray levels are kept of every second, fourth or eighth pixel along each side, which suffices for a prediction, and
/// all of them are decoded when somebody asks for them.
/// </remarks>
public sealed class InputImage
{
    private readonly GrayImage reducedGray;
    private readonly int reduction;
    private readonly RetryingLazy<byte[]> color;
    private readonly RetryingLazy<GrayImage> gray;
    private readonly RetryingLazy<ColorPlanes> planes;

    private InputImage(GrayImage gray, Func<byte[]> color, RetryingLazy<ColorPlanes> planes)
    {
        (Width, Height, reducedGray, reduction) = (gray.Width, gray.Height, gray, 1);
        this.gray = new RetryingLazy<GrayImage>(() => gray);
        this.color = new RetryingLazy<byte[]>(color);
        this.planes = planes;
    }

    private InputImage(DecodedImage decoded, byte[] encoded, string name)
    {
        (Width, Height, reduction, Warning) = (decoded.Width, decoded.Height, decoded.Reduction, decoded.Warning);
        GrayImage kept = ImageDecoder.ToGray(decoded.Pixels);
        reducedGray = kept;
        gray = new RetryingLazy<GrayImage>(() => decoded.Reduction == 1 ? kept : ImageDecoder.Decode(encoded, name));
        // Reduced while the pixels are at hand: decoding again would take as long as everything else together.
        ColorPlanes reduced = ColorPlanes.FromPixels(SkiaCodec.PixelsOf(decoded.Pixels), decoded.Pixels.Width, decoded.Pixels.Height);
        ColorPlanes all = reduced with { Factor = reduced.Factor * decoded.Reduction };
        planes = new RetryingLazy<ColorPlanes>(() => all);
        color = new RetryingLazy<byte[]>(() => Colors(encoded, name));
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>One byte a pixel, row by row without gaps, 0 black to 255 white.</summary>
    public ReadOnlySpan<byte> Gray => GrayImage.Pixels;

    /// <summary>Four bytes a pixel, row by row without gaps: red, green, blue, and 255.</summary>
    public ReadOnlySpan<byte> Color => color.Value;

    /// <summary>
    /// What the file lacked although the whole image could be decoded, as a JPEG without its end marker; null where it lacked nothing.
    /// </summary>
    public string? Warning { get; }

    internal GrayImage GrayImage => gray.Value;

    /// <summary>
    /// The gray levels to cut a patch from: reduced where the crop has more pixels than the patch all the same.
    /// </summary>
    /// <param name="side">Length of a side of the crop in pixels of the image.</param>
    /// <param name="reduction">How many pixels of the image along each side one of the answer stands for.</param>
    internal GrayImage GrayFor(float side, out int reduction)
    {
        bool suffices = side >= this.reduction * FacePatch.Size;
        reduction = suffices ? this.reduction : 1;
        return suffices ? reducedGray : GrayImage;
    }

    /// <summary>
    /// The colors of the image, reduced by no more than leaves its longest side at <paramref name="maxSide"/> pixels where it is longer.
    /// </summary>
    /// <remarks>Up to half of <see cref="ColorPlanes.MaxSide"/> this costs no further decoding.</remarks>
    internal ColorPlanes GetPlanes(int maxSide)
    {
        ColorPlanes kept = planes.Value;
        bool suffices = kept.Factor == 1 || Math.Max(kept.Width, kept.Height) >= maxSide;
        return suffices ? kept : ColorPlanes.FromPixels(Color, Width, Height, maxSide: 2 * maxSide);
    }

    /// <summary>Reads an image file: PNG, JPEG, WebP, BMP or GIF (the first frame), turned upright by its EXIF orientation.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no image, damaged or too large; the message says which.</exception>
    public static InputImage Load(string path) => Decode(ImageFileReader.BytesOf(path), path);

    /// <summary>Decodes the bytes of an image file.</summary>
    /// <exception cref="InvalidDataException">The bytes are no image, damaged or too large; the message says which.</exception>
    public static InputImage Decode(ReadOnlySpan<byte> encoded) => Decode(encoded.ToArray(), "The image");

    /// <summary>Decodes an image file from a stream, which stays open.</summary>
    /// <exception cref="InvalidDataException">The content is no image, damaged or too large; the message says which.</exception>
    public static InputImage Decode(Stream stream) => Decode(ReadAll(stream), "The stream");

    /// <summary>
    /// Decodes an image file from a stream that is read without blocking, as a request's body must be; the stream stays open.
    /// </summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The content is no image, damaged or too large; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static Task<InputImage> DecodeAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read();

        async Task<InputImage> Read() => Decode(await ReadAllAsync(stream, cancellationToken).ConfigureAwait(false), "The stream");
    }

    /// <summary>An image of uncompressed pixels, as a camera or a video decoder gives them; they are copied.</summary>
    /// <param name="pixels">The pixels, row by row from the top.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="format">The order of the bytes.</param>
    /// <param name="stride">
    /// Bytes from the start of a row to the start of the next, at least width x bytes of a pixel. Default: 0, rows without padding.
    /// </param>
    /// <exception cref="ArgumentException">The number of bytes does not fit width, height and stride; the message says which.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The format is none of <see cref="PixelFormat"/>.</exception>
    public static InputImage FromPixels(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format, int stride = 0)
    {
        PixelBuffer buffer = new(pixels, width, height, format, stride);
        if (buffer.IsGray)
        {
            byte[] levels = buffer.ToGray();
            GrayImage image = new(width, height, levels);
            return new InputImage(image, () => Luma.ToColor(levels), new RetryingLazy<ColorPlanes>(() => ColorPlanes.FromGray(image)));
        }
        byte[] colors = buffer.ToRgba(), gray = new byte[width * height];
        Luma.FromColor(colors, gray);
        return new InputImage(new GrayImage(width, height, gray), () => colors,
            new RetryingLazy<ColorPlanes>(() => ColorPlanes.FromPixels(colors, width, height)));
    }

    /// <summary>An ML.NET image, which stays the caller's; its pixels are copied.</summary>
    /// <remarks>
    /// <see cref="MLImage"/> does not turn a photograph upright and does not keep its EXIF orientation, so a photograph of a phone may lie
    /// on its side here. Use <see cref="Load(string)"/>, which turns it, where the file is at hand.
    /// </remarks>
    /// <exception cref="ArgumentNullException">There is no image.</exception>
    /// <exception cref="NotSupportedException">The application's versions of ML.NET and SkiaSharp do not work together.</exception>
    public static InputImage FromImage(MLImage image)
    {
        (GrayImage gray, byte[] colors) = MLImageReader.Read(image);
        return new InputImage(gray, () => colors,
            new RetryingLazy<ColorPlanes>(() => ColorPlanes.FromPixels(colors, gray.Width, gray.Height)));
    }

    internal static byte[] ReadAll(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Guard.NotAtEnd(stream, "The stream", "image");
        return ImageDecoder.ReadAll(stream, "The stream");
    }

    internal static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        Guard.NotAtEnd(stream, "The stream", "image");
        return await ImageDecoder.ReadAllAsync(stream, "The stream", cancellationToken).ConfigureAwait(false);
    }

    internal static InputImage Decode(byte[] encoded, string name, int maxPixels = ImageDecoder.MaximumPixels)
    {
        DecodedImage decoded = ImageDecoder.DecodeReduced(encoded, name, maxPixels);
        using SKBitmap bitmap = decoded.Pixels;
        return new InputImage(decoded, encoded, name);
    }

    private static byte[] Colors(byte[] encoded, string name)
    {
        using SKBitmap bitmap = ImageDecoder.DecodeColor(encoded, name);
        return SkiaCodec.PixelsOf(bitmap).ToArray();
    }
}
