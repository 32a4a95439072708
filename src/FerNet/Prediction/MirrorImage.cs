namespace FerNet.Prediction;

/// <summary>Mirrors patches left to right.</summary>
internal static class MirrorImage
{
    /// <summary>Each row of each patch [N, 48, 48], reversed.</summary>
    public static byte[] Of(ReadOnlySpan<byte> patches)
    {
        byte[] mirrored = patches.ToArray();
        for (int row = 0; row < mirrored.Length; row += FacePatch.Size) mirrored.AsSpan(row, FacePatch.Size).Reverse();
        return mirrored;
    }
}
