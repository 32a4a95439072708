using FerNet.Imaging;
using FerNet.Utilities;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FerNet;

/// <summary>A decoded, upright image. Immutable and thread-safe. Needs no disposal.</summary>
/// <remarks>
/// The gray levels are kept in memory. The colors need four times as much memory and are decoded on the first use of <see cref="Color"/>. A
/// JPEG with a side of 3,200 pixels or more is decoded at a half, a quarter or an eighth of its size, which is enough for a prediction;
/// <see cref="Gray"/> decodes it at full size on its first use.
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
        // Computed while the pixels are in memory, because decoding again would take as long as the rest of a prediction.
        ColorPlanes reduced = ColorPlanes.FromPixels(SkiaCodec.PixelsOf(decoded.Pixels), decoded.Pixels.Width, decoded.Pixels.Height);
        ColorPlanes all = reduced with { Factor = reduced.Factor * decoded.Reduction };
        planes = new RetryingLazy<ColorPlanes>(() => all);
        color = new RetryingLazy<byte[]>(() => Colors(encoded, name));
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The gray levels: one byte per pixel, row by row without gaps, 0 black to 255 white.</summary>
    public ReadOnlySpan<byte> Gray => GrayImage.Pixels;

    /// <summary>The colors: four bytes per pixel, row by row without gaps: red, green, blue, and 255.</summary>
    public ReadOnlySpan<byte> Color => color.Value;

    /// <summary>
    /// The part that is missing from the file although the whole image was decoded, such as the end marker of a JPEG; null where nothing is
    /// missing.
    /// </summary>
    public string? Warning { get; }

    internal GrayImage GrayImage => gray.Value;

    /// <summary>
    /// The gray levels to read a patch from: the reduced ones where the crop still has at least as many pixels as the patch.
    /// </summary>
    /// <param name="side">Length of a side of the crop in pixels of the image.</param>
    /// <param name="reduction">The number of image pixels for each returned pixel, along each side.</param>
    internal GrayImage GrayFor(float side, out int reduction)
    {
        bool suffices = side >= this.reduction * FacePatch.Size;
        reduction = suffices ? this.reduction : 1;
        return suffices ? reducedGray : GrayImage;
    }

    /// <summary>
    /// The colors of the image at a reduced size, with a longest side of at least <paramref name="maxSide"/> pixels, or at full size where
    /// the image is smaller.
    /// </summary>
    /// <remarks>Up to half of <see cref="ColorPlanes.MaxSide"/>, nothing is decoded again.</remarks>
    internal ColorPlanes GetPlanes(int maxSide)
    {
        ColorPlanes kept = planes.Value;
        bool suffices = kept.Factor == 1 || Math.Max(kept.Width, kept.Height) >= maxSide;
        return suffices ? kept : ColorPlanes.FromPixels(Color, Width, Height, maxSide: 2 * maxSide);
    }

    /// <summary>Reads an image file: PNG, JPEG, WebP, BMP or GIF (the first frame), turned upright by its EXIF orientation.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not an image, is damaged or is too large; the message gives the
    /// reason.</exception>
    public static InputImage Load(string path) => Decode(ImageFileReader.BytesOf(path), path);

    /// <summary>Decodes the bytes of an image file.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an image, are damaged or are too large; the message gives the
    /// reason.</exception>
    public static InputImage Decode(ReadOnlySpan<byte> encoded) => Decode(encoded.ToArray(), "The image");

    /// <summary>Decodes an image file from a stream. The stream stays open.</summary>
    /// <exception cref="InvalidDataException">The content is not an image, is damaged or is too large; the message gives the
    /// reason.</exception>
    public static InputImage Decode(Stream stream) => Decode(ReadAll(stream), "The stream");

    /// <summary>
    /// Decodes an image file from a stream that is read asynchronously, such as the body of a request. The stream stays open.
    /// </summary>
    /// <param name="stream">The image file, from its beginning.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="InvalidDataException">The content is not an image, is damaged or is too large; the message gives the
    /// reason.</exception>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static Task<InputImage> DecodeAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read();

        async Task<InputImage> Read() => Decode(await ReadAllAsync(stream, cancellationToken).ConfigureAwait(false), "The stream");
    }

    /// <summary>Creates an image from uncompressed pixels, such as those of a camera or a video decoder. The pixels are copied.</summary>
    /// <param name="pixels">The pixels, row by row from the top.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="format">The order of the bytes.</param>
    /// <param name="stride">
    /// Bytes from the start of a row to the start of the next, at least width x bytes of a pixel. Default: 0, rows without padding.
    /// </param>
    /// <exception cref="ArgumentException">A size is less than 1, or the number of bytes does not match width, height and stride; the
    /// message gives the reason.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The format is not a value of <see cref="PixelFormat"/>.</exception>
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

    /// <summary>Creates an image from an ML.NET image, which the caller keeps and disposes. The pixels are copied.</summary>
    /// <remarks>
    /// <see cref="MLImage"/> does not apply or keep the EXIF orientation, so a phone photograph may be sideways. If the file is available,
    /// use <see cref="Load(string)"/>, which applies the orientation.
    /// </remarks>
    /// <exception cref="ArgumentNullException">The image is null.</exception>
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
