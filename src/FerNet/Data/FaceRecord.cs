using FerNet.Imaging;

namespace FerNet.Data;

/// <summary>One face: where its 2,304 pixels lie in a block that many faces share, and what is known of it.</summary>
/// <param name="Block">Holds the pixels; never written again once the face exists.</param>
/// <param name="Offset">Where in the block the pixels begin.</param>
/// <param name="Label">0 to 6, or <see cref="Unlabeled"/>.</param>
/// <param name="Split">The part of the dataset.</param>
/// <param name="Row">The line in the file, or the place in the list of images; from 1.</param>
/// <param name="VotesAt">Where the face's ten FER+ votes begin, or -1.</param>
/// <param name="Origin">The image that the face was cut out of; null for a row of a table.</param>
internal readonly record struct FaceRecord(byte[] Block, int Offset, byte Label, DatasetSplit Split, int Row, int VotesAt = -1,
    ImageOrigin? Origin = null)
{
    /// <summary>The label of a face whose emotion nobody wrote down.</summary>
    public const byte Unlabeled = 255;

    /// <summary>The face's 2,304 gray levels.</summary>
    public ReadOnlySpan<byte> Pixels => Block.AsSpan(Offset, FacePatch.PixelCount);
}
