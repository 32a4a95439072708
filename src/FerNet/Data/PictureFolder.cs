using FerNet.Pictures;
using SkiaSharp;

namespace FerNet.Data;

/// <summary>Reads folders of pictures: train/happy/1.jpg, or happy/1.jpg; each picture gives one face.</summary>
internal static class PictureFolder
{
    /// <summary>Reads all pictures, in the order of their paths, on all cores.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="skipBadPictures">Whether bad pictures are left out instead of stopping the reading.</param>
    /// <param name="cut">Makes the patch of a picture file's face; bad pictures are told by <see cref="InvalidDataException"/>. Called on
    /// several threads.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="classes">What the names of folders mean; null for the names of emotions.</param>
    public static LoadedFaces Read(
        string folder, bool skipBadPictures, Func<Stream, string, CutFace> cut, CancellationToken cancellationToken,
            ClassNames? classes = null) =>
        ImageReader.Read(new FolderImages(folder, skipBadPictures), classes ?? ClassNames.Default, skipBadPictures, cut, cancellationToken);

    /// <summary>The patch of a picture that is one face as a whole.</summary>
    public static CutFace Whole(Stream file, string name)
    {
        using SKBitmap color = PictureDecoder.DecodeColor(PictureDecoder.ReadAll(file, name), name, out string? warning);
        return new CutFace(PatchCutter.Whole(PictureDecoder.ToGray(color)), warning);
    }
}
