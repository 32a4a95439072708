using FerNet.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FerNet.Pipelines;

/// <summary>The transformer after the network: converts scores to the name of the most probable emotion.</summary>
/// <remarks>
/// Its contract name is written into every model file and never changes; files of the first version name <see cref="LabelMapping"/>.
/// </remarks>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class EmotionNameMapping : CustomMappingFactory<EmotionNameMapping.Input, EmotionNameMapping.Output>
{
    public const string Contract = "FerNet.Label/2";

    public override Action<Input, Output> GetMapping() => static (input, output) =>
    {
        if (!ScoreCheck.AreProbabilities(input.Score)) throw new InvalidDataException(ScoreCheck.Message("The model", input.Score));
        output.Emotion = EmotionExtensions.Names[System.Numerics.Tensors.TensorPrimitives.IndexOfMax(input.Score)];
    };

    /// <summary>Seven probabilities in label order.</summary>
    internal sealed class Input
    {
        [ColumnName(HiddenColumns.Score)]
        [VectorType(EmotionExtensions.Count)]
        public float[] Score { get; set; } = [];
    }

    /// <summary>"angry" to "neutral".</summary>
    internal sealed class Output
    {
        [ColumnName(HiddenColumns.Emotion)]
        public string Emotion { get; set; } = "";
    }
}
