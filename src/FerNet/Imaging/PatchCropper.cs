namespace FerNet.Imaging;

/// <summary>Computes the 48 x 48 patch that the network reads, for training and prediction alike.</summary>
internal static class PatchCropper
{
    /// <summary>The patch of an image that is one face: its largest centered square.</summary>
    /// <remarks>FER2013's faces are square crops; resizing an oblong image to a square would distort the face.</remarks>
    public static byte[] CropCenteredSquare(GrayImage image)
    {
        byte[] patch = new byte[FacePatch.PixelCount];
        LanczosCrop.Cut(image, CenteredSquare(image.Width, image.Height), patch);
        return patch;
    }

    /// <summary>
    /// The patch of a crop; <paramref name="patch"/> takes 2,304 bytes. Edge pixels are repeated beyond the border of the image.
    /// </summary>
    public static void Cut(GrayImage image, FaceCrop crop, Span<byte> patch, double stretch = LanczosCrop.Stretch)
    {
        if (crop.Roll != 0) RotatedCrop.Cut(image, crop, patch, stretch);
        else LanczosCrop.Cut(image, new FaceBox(crop.CenterX - (crop.Side / 2), crop.CenterY - (crop.Side / 2), crop.Side, crop.Side),
            patch, stretch);
    }

    /// <summary>The largest square in the middle of an image of this size.</summary>
    public static FaceBox CenteredSquare(int width, int height)
    {
        int side = Math.Min(width, height);
        return new FaceBox((width - side) / 2f, (height - side) / 2f, side, side);
    }
}
