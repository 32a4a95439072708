namespace FerNet;

/// <summary>The order of the bytes of an uncompressed image, see <see cref="InputImage.FromPixels"/>.</summary>
public enum PixelFormat
{
    /// <summary>One byte per pixel, 0 black to 255 white.</summary>
    Gray8 = 0,

    /// <summary>Three bytes per pixel: red, green, blue.</summary>
    Rgb24 = 1,

    /// <summary>Three bytes per pixel: blue, green, red, as in OpenCV.</summary>
    Bgr24 = 2,

    /// <summary>Four bytes per pixel: red, green, blue, and one that is not read.</summary>
    Rgba32 = 3,

    /// <summary>Four bytes per pixel: blue, green, red, and one that is not read, as in Windows bitmaps.</summary>
    Bgra32 = 4,
}
