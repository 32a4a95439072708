using System.Text.Json.Serialization;
using FerNet.Serialization;

namespace FerNet.Evaluation;

/// <summary>A face whose label may be wrong. Immutable.</summary>
public readonly record struct LabelError
{
    /// <summary>The face's index in the dataset, from 0.</summary>
    [JsonPropertyName("faceIndex")]
    public required int FaceIndex { get; init; }

    /// <summary>The label it has.</summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("label")]
    public required Emotion Label { get; init; }

    /// <summary>The emotion that the model finds most probable instead.</summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("suggested")]
    public required Emotion Suggested { get; init; }

    /// <summary>Probability of the label less that of the suggested emotion, -1 (most suspect) to 1.</summary>
    [JsonPropertyName("margin")]
    public required float Margin { get; init; }

    /// <summary>Whether the face belongs to the errors that confident learning counts; the others follow in order of the margin.</summary>
    [JsonPropertyName("isConfident")]
    public required bool IsConfident { get; init; }
}
