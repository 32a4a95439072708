using FerNet.Imaging;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FerNet.Pipelines;

/// <summary>
/// The first transformer of saved pipelines of the first version: converts the largest face of an encoded image to 48 x 48 gray levels.
/// </summary>
/// <remarks>Its contract name is in model files of the first version and must not change.</remarks>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class FirstFaceMapping : CustomMappingFactory<FirstFaceMapping.InputImage, FirstFaceMapping.Patch>
{
    public const string Contract = "FerNet.Face/1";

    public override Action<InputImage, Patch> GetMapping() => static (image, patch) =>
    {
        byte[] levels = EncodedFace.Patch(image.Image.DenseValues().ToArray(), "The image");
        patch.Face = new float[levels.Length];
        for (int i = 0; i < levels.Length; i++) patch.Face[i] = levels[i];
    };

    /// <summary>An encoded image: the bytes of a PNG, JPEG, WebP, BMP or GIF file.</summary>
    internal sealed class InputImage
    {
        public VBuffer<byte> Image { get; set; }
    }

    /// <summary>Gray levels 0 to 255 [1, 48, 48].</summary>
    internal sealed class Patch
    {
        [VectorType(1, FacePatch.Size, FacePatch.Size)]
        public float[] Face { get; set; } = [];
    }
}
