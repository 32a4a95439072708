namespace FerNet.Pictures;

/// <summary>Makes the 48 x 48 patch that the network reads, for training and prediction alike.</summary>
internal static class PatchCutter
{
    /// <summary>Weights that undo what averaging areas takes from a large picture, see <see cref="Sharpness"/>.</summary>
    /// <remarks>
    /// Of a picture that Catmull-Rom enlarged, averaging mixes the first picture's own pixels by 0.839, 0.094 and -0.013 (the spline's integral over each
    /// pixel): 0.625 of the finest detail is left, and 0.865 of detail twice as coarse. These weights give back 1.6 and 1.157 times as much.
    /// </remarks>
    private const float Near = -0.15f, Far = 0.036f;

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
    /// Averaging areas softens, so what was made smaller is sharpened as far as it was softened, and a face of 48 pixels that somebody enlarged comes
    /// back nearly as it was. The mean of n pixels in a row softens as their variance says, which is 1 - 1/n^2 of that of a very long row.
    /// </remarks>
    public static void Cut(GreyPicture picture, FaceBox part, Span<byte> patch)
    {
        AreaResize.Resize(picture, part, patch, FacePatch.Size, FacePatch.Size);
        float row = Math.Min(part.Width, part.Height) / FacePatch.Size;
        if (row <= 1) return;
        float softened = 1 - (1 / (row * row));
        Span<byte> soft = stackalloc byte[FacePatch.PixelCount];
        patch[..FacePatch.PixelCount].CopyTo(soft);
        Sharpness.Change(soft, patch, Near * softened, Far * softened);
    }

    /// <summary>The largest square in the middle of a picture of this size.</summary>
    public static FaceBox CentredSquare(int width, int height)
    {
        int side = Math.Min(width, height);
        return new FaceBox((width - side) / 2f, (height - side) / 2f, side, side);
    }
}
