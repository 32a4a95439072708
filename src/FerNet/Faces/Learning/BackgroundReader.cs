using System.Runtime.ExceptionServices;
using FerNet.Pictures;

namespace FerNet.Faces.Learning;

/// <summary>Reads pictures without faces, made small: scenes show pieces of them.</summary>
internal static class BackgroundReader
{
    private const int LongestSide = 320;

    /// <summary>All pictures in the order of their names, so that the order in a folder decides nothing.</summary>
    /// <exception cref="InvalidDataException">One of the files is no image; the message names it.</exception>
    public static PictureLevels[] Read(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        try
        {
            return [.. paths.Order(StringComparer.Ordinal).AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(path => new PictureLevels(Shrink(PictureReader.FromFile(path))))];
        }
        catch (AggregateException error)
        {
            // Several threads may fail at once; one file is enough to mend the next thing.
            ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    private static GreyPicture Shrink(GreyPicture picture)
    {
        int longest = Math.Max(picture.Width, picture.Height);
        if (longest <= LongestSide) return picture;
        int width = Math.Max(1, picture.Width * LongestSide / longest), height = Math.Max(1, picture.Height * LongestSide / longest);
        byte[] pixels = new byte[width * height];
        AreaResize.Resize(picture, new FaceBox(0, 0, picture.Width, picture.Height), pixels, width, height);
        return new GreyPicture(width, height, pixels);
    }
}
