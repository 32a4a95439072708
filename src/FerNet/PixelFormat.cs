namespace FerNet;

/// <summary>How the bytes of an uncompressed image follow each other, see <see cref="InputImage.FromPixels"/>.</summary>
public enum PixelFormat
{
    /// <summary>One byte a pixel, 0 black to 255 white.</summary>
    Gray8 = 0,

    /// <summary>Three bytes a pixel: red, green, blue.</summary>
    Rgb24 = 1,

    /// <summary>Three bytes a pixel: blue, green, red, as OpenCV gives them.</summary>
    Bgr24 = 2,

    /// <summary>Four bytes a pixel: red, green, blue, and one that is not read.</summary>
    Rgba32 = 3,

    /// <summary>Four bytes a pixel: blue, green, red, and one that is not read, as Windows gives them.</summary>
    Bgra32 = 4,
}
