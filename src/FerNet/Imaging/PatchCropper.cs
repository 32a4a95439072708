namespace FerNet.Imaging;

/// <summary>Makes the 48 x 48 patch that the network reads: the one routine that training and prediction share.</summary>
internal static class PatchCropper
{
    /// <summary>The patch of an image that is one face: its largest centered square.</summary>
    /// <remarks>FER2013's faces were cut square; squeezing an oblong image would change the shape of the face instead.</remarks>
    public static byte[] CropCenteredSquare(GrayImage image)
    {
        byte[] patch = new byte[FacePatch.PixelCount];
        LanczosCrop.Cut(image, CenteredSquare(image.Width, image.Height), patch);
        return patch;
    }

    /// <summary>
    /// The patch of a crop; <paramref name="patch"/> takes 2,304 bytes. Beyond the border of the image its edge pixels continue.
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
