namespace FerNet.Models;

/// <summary>What a column of faces holds.</summary>
internal enum FaceColumnKind
{
    /// <summary>The bytes of an image file, as <c>LoadRawImageBytes</c> gives them.</summary>
    Encoded,

    /// <summary>2,304 gray levels, each a byte.</summary>
    ByteLevels,

    /// <summary>2,304 gray levels, each a single.</summary>
    SingleLevels,
}
