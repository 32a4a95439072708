using FerNet.Imaging;

namespace FerNet.Data;

/// <summary>One face: the position of its 2,304 pixels in a block that many faces share, and its facts.</summary>
/// <param name="Block">The block of pixels; it does not change after the face is created.</param>
/// <param name="Offset">The offset of the face's pixels in the block.</param>
/// <param name="Label">0 to 6, or <see cref="Unlabeled"/>.</param>
/// <param name="Split">The part of the dataset.</param>
/// <param name="Row">The line number in the file, or the position in the list of images; from 1.</param>
/// <param name="VotesAt">The offset of the face's ten FER+ votes, or -1.</param>
/// <param name="Origin">The image that the face was read from; null for a row of a table.</param>
internal readonly record struct FaceRecord(byte[] Block, int Offset, byte Label, DatasetSplit Split, int Row, int VotesAt = -1,
    ImageOrigin? Origin = null)
{
    /// <summary>The label of a face without an emotion.</summary>
    public const byte Unlabeled = 255;

    /// <summary>The face's 2,304 gray levels.</summary>
    public ReadOnlySpan<byte> Pixels => Block.AsSpan(Offset, FacePatch.PixelCount);
}
