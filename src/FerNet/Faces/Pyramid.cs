using FerNet.Pictures;

namespace FerNet.Faces;

/// <summary>
/// Ever smaller copies of a picture, each half the size of the one before: the network knows faces of one octave, and every face has that
/// size in one copy.
/// </summary>
internal static class Pyramid
{
    /// <summary>Pixels of the largest copy: a huge picture is searched for its larger faces only, in bounded time.</summary>
    private const double MaxPixels = 12_000_000;

    /// <summary>
    /// Copies with their scale (pixels of the copy for one of the picture), the largest first; never larger than twice the picture.
    /// </summary>
    /// <param name="picture">The picture.</param>
    /// <param name="smallestSide">Side in pixels of the smallest crop to find.</param>
    public static IEnumerable<(GrayPicture Copy, double Scale)> Of(GrayPicture picture, double smallestSide)
    {
        double scale =
            Math.Min(Math.Min(2, FaceNetwork.SureSide / smallestSide), Math.Sqrt(MaxPixels / ((double)picture.Width * picture.Height)));
        GrayPicture copy = Resize(picture, picture.Width * scale, picture.Height * scale, scale);
        yield return (copy, scale);
        // A crop may be larger than the picture that shows its inner part.
        while (Math.Max(picture.Width, picture.Height) * (scale /= 2) >= FaceNetwork.SmallestSide / 1.3)
        {
            copy = Resize(copy, picture.Width * scale, picture.Height * scale, 0.5);
            yield return (copy, scale);
        }
    }

    /// <summary>Rounded up to whole pixels, so that the scale holds exactly; the rest repeats the border.</summary>
    private static GrayPicture Resize(GrayPicture source, double exactWidth, double exactHeight, double factor)
    {
        int width = Math.Max(1, (int)Math.Ceiling(exactWidth)), height = Math.Max(1, (int)Math.Ceiling(exactHeight));
        byte[] pixels = new byte[width * height];
        AreaResize.Resize(source, new FaceBox(0, 0, (float)(width / factor), (float)(height / factor)), pixels, width, height);
        return new GrayPicture(width, height, pixels);
    }
}
