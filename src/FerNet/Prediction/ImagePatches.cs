using FerNet.Faces.Framing;

namespace FerNet.Prediction;

/// <summary>The faces of one image and their patches.</summary>
/// <param name="Patches">The patches [N, 48, 48], 0 to 255.</param>
/// <param name="Faces">A face for each patch.</param>
internal readonly record struct ImagePatches(byte[] Patches, FramedFace[] Faces)
{
    public static readonly ImagePatches None = new([], []);
}
