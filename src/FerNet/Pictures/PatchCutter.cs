namespace FerNet.Pictures;

/// <summary>Makes the 48 x 48 patch that the network reads, for training and prediction alike.</summary>
internal static class PatchCutter
{
    /// <summary>
    /// The share of a pixel's length whose mean it gets; chosen by PublicTest enlarged and by faces from outside FER2013, see
    /// docs/results.md.
    /// </summary>
    public const double Coverage = 0.6;

    /// <summary>The patch of a picture that is one face: its largest centered square.</summary>
    /// <remarks>FER2013's faces were cut square; squeezing an oblong picture would change the shape of the face instead.</remarks>
    public static byte[] Whole(GrayPicture picture)
    {
        byte[] patch = new byte[FacePatch.PixelCount];
        Cut(picture, CenteredSquare(picture.Width, picture.Height), patch);
        return patch;
    }

    /// <summary>
    /// The patch of a crop; <paramref name="patch"/> takes 2,304 bytes. Beyond the border of the picture its edge pixels continue.
    /// </summary>
    public static void Cut(GrayPicture picture, FaceCrop crop, Span<byte> patch, double coverage = Coverage)
    {
        if (crop.Roll != 0) RolledCrop.Cut(picture, crop, patch);
        else Cut(picture, new FaceBox(crop.CenterX - (crop.Side / 2), crop.CenterY - (crop.Side / 2), crop.Side, crop.Side),
            patch, coverage);
    }

    /// <summary>The patch of an upright part of a picture; <paramref name="patch"/> takes 2,304 bytes.</summary>
    public static void Cut(GrayPicture picture, FaceBox part, Span<byte> patch, double coverage = Coverage) =>
        AreaResize.Resize(picture, part, patch, FacePatch.Size, FacePatch.Size, coverage);

    /// <summary>The largest square in the middle of a picture of this size.</summary>
    public static FaceBox CenteredSquare(int width, int height)
    {
        int side = Math.Min(width, height);
        return new FaceBox((width - side) / 2f, (height - side) / 2f, side, side);
    }
}
