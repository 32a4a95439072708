using FerNet.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace FerNet.Pipelines;

/// <summary>
/// The second-to-last transformer of saved pipelines of the first version: converts scores to the name of the most probable emotion.
/// </summary>
/// <remarks>Its contract name is in model files of the first version and must not change.</remarks>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class LabelMapping : CustomMappingFactory<LabelMapping.Scores, LabelMapping.Name>
{
    public const string Contract = "FerNet.Label/1";

    public override Action<Scores, Name> GetMapping() => static (scores, name) =>
    {
        if (!ScoreCheck.AreProbabilities(scores.Score)) throw new InvalidDataException(ScoreCheck.Message("The model", scores.Score));
        name.Emotion = EmotionExtensions.Names[System.Numerics.Tensors.TensorPrimitives.IndexOfMax(scores.Score)];
    };

    /// <summary>Seven probabilities in label order.</summary>
    internal sealed class Scores
    {
        [VectorType(EmotionExtensions.Count)]
        public float[] Score { get; set; } = [];
    }

    /// <summary>"angry" to "neutral".</summary>
    internal sealed class Name
    {
        public string Emotion { get; set; } = "";
    }
}
