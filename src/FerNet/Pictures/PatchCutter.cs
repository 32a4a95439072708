namespace FerNet.Pictures;

/// <summary>Makes the 48 x 48 patch that the network reads: the one routine that training and prediction share.</summary>
internal static class PatchCutter
{
    /// <summary>The patch of a picture that is one face: its largest centered square.</summary>
    /// <remarks>FER2013's faces were cut square; squeezing an oblong picture would change the shape of the face instead.</remarks>
    public static byte[] Whole(GrayPicture picture)
    {
        byte[] patch = new byte[FacePatch.PixelCount];
        LanczosCut.Cut(picture, CenteredSquare(picture.Width, picture.Height), patch);
        return patch;
    }

    /// <summary>
    /// The patch of a crop; <paramref name="patch"/> takes 2,304 bytes. Beyond the border of the picture its edge pixels continue.
    /// </summary>
    public static void Cut(GrayPicture picture, FaceCrop crop, Span<byte> patch, double stretch = LanczosCut.Stretch)
    {
        if (crop.Roll != 0) RolledCrop.Cut(picture, crop, patch, stretch);
        else LanczosCut.Cut(picture, new FaceBox(crop.CenterX - (crop.Side / 2), crop.CenterY - (crop.Side / 2), crop.Side, crop.Side),
            patch, stretch);
    }

    /// <summary>The largest square in the middle of a picture of this size.</summary>
    public static FaceBox CenteredSquare(int width, int height)
    {
        int side = Math.Min(width, height);
        return new FaceBox((width - side) / 2f, (height - side) / 2f, side, side);
    }
}
