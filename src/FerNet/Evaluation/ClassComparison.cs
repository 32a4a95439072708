using System.Text.Json.Serialization;
using FerNet.Serialization;

namespace FerNet.Evaluation;

/// <summary>The number of faces of one emotion that each of two models recognized. Immutable.</summary>
public sealed record ClassComparison
{
    /// <summary>The emotion.</summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("emotion")]
    public required Emotion Emotion { get; init; }

    /// <summary>Faces with the emotion as their label.</summary>
    [JsonPropertyName("support")]
    public required int Support { get; init; }

    /// <summary>Faces of the emotion that the first model recognized.</summary>
    [JsonPropertyName("firstCorrect")]
    public required int FirstCorrect { get; init; }

    /// <summary>Faces of the emotion that the second model recognized.</summary>
    [JsonPropertyName("secondCorrect")]
    public required int SecondCorrect { get; init; }
}
