namespace FerNet.Imaging;

/// <summary>
/// The size of the gray image of one face that the network reads: 48 x 48, one byte per pixel, row by row, 0 black to 255 white.
/// </summary>
public static class FacePatch
{
    /// <summary>Width and height of a patch in pixels: 48.</summary>
    public const int Size = 48;

    /// <summary>The number of pixels, and bytes, of a patch: 2,304.</summary>
    public const int PixelCount = Size * Size;
}
