namespace FerNet.Pictures;

/// <summary>Makes the 48 x 48 patch that the network reads, for training and prediction alike.</summary>
internal static class PatchCutter
{
    /// <summary>How much a patch of at least twice its size is sharpened, see <see cref="Sharpness"/>; fitted to training faces enlarged by common resamplers.</summary>
    private const float Sharpening = 0.09f;

    /// <summary>The patch of a picture that is one face: its largest centred square.</summary>
    /// <remarks>FER2013's faces were cut square; squeezing an oblong picture would change the shape of the face instead.</remarks>
    public static byte[] Whole(GreyPicture picture)
    {
        byte[] patch = new byte[FacePatch.PixelCount];
        Cut(picture, CentredSquare(picture.Width, picture.Height), patch);
        return patch;
    }

    /// <summary>The patch of one part of a picture; <paramref name="patch"/> takes 2,304 bytes.</summary>
    /// <remarks>
    /// Averaging areas softens: of the finest detail that 48 pixels can show it keeps two thirds. So what was made smaller is sharpened
    /// as far as it was softened, and a face of 48 pixels that somebody enlarged comes back nearly as it was.
    /// </remarks>
    public static void Cut(GreyPicture picture, FaceBox part, Span<byte> patch)
    {
        AreaResize.Resize(picture, part, patch, FacePatch.Size, FacePatch.Size);
        float shrunk = Math.Clamp((Math.Min(part.Width, part.Height) / FacePatch.Size) - 1, 0, 1);
        if (shrunk == 0) return;
        Span<byte> soft = stackalloc byte[FacePatch.PixelCount];
        patch[..FacePatch.PixelCount].CopyTo(soft);
        Sharpness.Change(soft, patch, -Sharpening * shrunk);
    }

    /// <summary>The largest square in the middle of a picture of this size.</summary>
    public static FaceBox CentredSquare(int width, int height)
    {
        int side = Math.Min(width, height);
        return new FaceBox((width - side) / 2f, (height - side) / 2f, side, side);
    }
}
