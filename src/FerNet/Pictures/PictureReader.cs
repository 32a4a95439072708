using System.Runtime.CompilerServices;
using FerNet.Checks;
using Microsoft.ML.Data;

namespace FerNet.Pictures;

/// <summary>Turns whatever a caller has into a grey picture.</summary>
internal static class PictureReader
{
    public static GreyPicture FromFile(string path) => PictureDecoder.Decode(BytesOf(path), path);

    /// <summary>The bytes of a file that exists.</summary>
    public static byte[] BytesOf(string path, string kind = "picture")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path)) throw new FileNotFoundException($"{path} is a folder; name one {kind}.", path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no {kind} at {Path.GetFullPath(path)}; {(Path.IsPathFullyQualified(path) ? "check the path." : $"'{path}' is looked for in the folder that the program runs in, so give the whole path.")}", path);
        using FileStream file = File.OpenRead(path);
        return PictureDecoder.ReadAll(file, path);
    }

    /// <summary>An ML.NET picture: four bytes a pixel, red first or blue first.</summary>
    public static GreyPicture FromImage(MLImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        try
        {
            return FromPixels(image);
        }
        catch (MissingMethodException)
        {
            // ML.NET 5.0 was built against a SkiaSharp whose GetPixelSpan has another type; with newer ones only its files can be read.
            return FromSavedFile(image);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GreyPicture FromPixels(MLImage image)
    {
        byte[] grey = new byte[image.Width * image.Height];
        Luma.FromColour(image.Pixels, grey, blueFirst: image.PixelFormat == MLPixelFormat.Bgra32);
        return new GreyPicture(image.Width, image.Height, grey);
    }

    private static GreyPicture FromSavedFile(MLImage image)
    {
        using TemporaryFiles files = new("fernet-picture-");
        string path = Path.Combine(files.Folder, "picture.png");
        image.Save(path);
        return FromFile(path);
    }
}
