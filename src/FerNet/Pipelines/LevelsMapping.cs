using FerNet.Imaging;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FerNet.Pipelines;

/// <summary>The first transformer of a pipeline for 2,304 gray levels: checks and rounds them as in training.</summary>
/// <remarks>Its contract name is written into model files and never changes.</remarks>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class LevelsMapping : CustomMappingFactory<LevelsMapping.Input, EncodedFaceMapping.Output>
{
    public const string Contract = "FerNet.Levels/1";

    public override Action<Input, EncodedFaceMapping.Output> GetMapping() => static (input, output) =>
    {
        Span<byte> patch = stackalloc byte[FacePatch.PixelCount];
        GrayLevels.Read(input.Levels, patch, static () => FaceRows.ImageName);
        output.Face = new float[FacePatch.PixelCount];
        for (int i = 0; i < patch.Length; i++) output.Face[i] = patch[i];
    };

    /// <summary>Gray levels 0 to 255, row by row.</summary>
    internal sealed class Input
    {
        [ColumnName(HiddenColumns.Image)]
        [VectorType(FacePatch.PixelCount)]
        public float[] Levels { get; set; } = [];
    }
}
