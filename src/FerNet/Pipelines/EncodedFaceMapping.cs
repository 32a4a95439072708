using FerNet.Imaging;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FerNet.Pipelines;

/// <summary>The first transformer of a pipeline for encoded images: converts the largest face to 48 x 48 gray levels.</summary>
/// <remarks>
/// Its contract name is written into every model file and never changes; files of the first version name <see cref="FirstFaceMapping"/>.
/// </remarks>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class EncodedFaceMapping : CustomMappingFactory<EncodedFaceMapping.Input, EncodedFaceMapping.Output>
{
    public const string Contract = "FerNet.Face/2";

    public override Action<Input, Output> GetMapping() => static (input, output) =>
    {
        byte[] levels = EncodedFace.Patch(input.Image.DenseValues().ToArray(), FaceRows.ImageName);
        output.Face = new float[levels.Length];
        for (int i = 0; i < levels.Length; i++) output.Face[i] = levels[i];
    };

    /// <summary>An encoded image: the bytes of a PNG, JPEG, WebP, BMP or GIF file.</summary>
    internal sealed class Input
    {
        [ColumnName(HiddenColumns.Image)]
        public VBuffer<byte> Image { get; set; }
    }

    /// <summary>Gray levels 0 to 255 [1, 48, 48].</summary>
    internal sealed class Output
    {
        [ColumnName(HiddenColumns.Face)]
        [VectorType(1, FacePatch.Size, FacePatch.Size)]
        public float[] Face { get; set; } = [];
    }
}
