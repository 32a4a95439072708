using FerNet.Faces.Framing;

namespace FerNet.Prediction;

/// <summary>The faces of one image, and what the emotion network reads of them.</summary>
/// <param name="Patches">One patch of 2,304 gray levels after the other.</param>
/// <param name="Faces">A face for each patch.</param>
internal readonly record struct ImagePatches(byte[] Patches, FramedFace[] Faces)
{
    public static readonly ImagePatches None = new([], []);
}
