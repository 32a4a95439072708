using FerNet.Imaging;
using SkiaSharp;

namespace FerNet.Data.Images;

/// <summary>Reads folders of images: train/happy/1.jpg, or happy/1.jpg; each image gives one face.</summary>
internal static class ImageFolder
{
    /// <summary>Reads all images, in the order of their paths, on all cores.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="skipBadImages">Whether bad images are left out instead of throwing.</param>
    /// <param name="cut">Crops the face of an image file; throws <see cref="InvalidDataException"/> for a bad image. Called on several
    /// threads.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <param name="classes">The mapping of folder names; null for the names of emotions only.</param>
    public static LoadedFaces Read(
        string folder, bool skipBadImages, Func<Stream, string, CroppedFace> cut, CancellationToken cancellationToken,
            ClassNames? classes = null) =>
        ImageReader.Read(new FolderImages(folder, skipBadImages), classes ?? ClassNames.Default, skipBadImages, cut, null,
            cancellationToken);

    /// <summary>The patch of the centered square of an image.</summary>
    public static CroppedFace ReadCenteredSquare(Stream file, string name)
    {
        using SKBitmap color = ImageDecoder.DecodeColor(ImageDecoder.ReadAll(file, name), name, out string? warning);
        byte[] patch = PatchCropper.CropCenteredSquare(ImageDecoder.ToGray(color));
        return new CroppedFace(patch, color.Width, color.Height) { Warning = warning };
    }
}
