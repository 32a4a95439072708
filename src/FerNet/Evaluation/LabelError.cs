using System.Text.Json.Serialization;
using FerNet.Serialization;

namespace FerNet.Evaluation;

/// <summary>A face whose label may be wrong. Immutable.</summary>
public readonly record struct LabelError
{
    /// <summary>The face's index in the dataset, from 0.</summary>
    [JsonPropertyName("faceIndex")]
    public required int FaceIndex { get; init; }

    /// <summary>The face's label.</summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("label")]
    public required Emotion Label { get; init; }

    /// <summary>
    /// The emotion that probably is correct: where <see cref="IsConfident"/> is true, the most probable emotion that reaches its threshold;
    /// otherwise the most probable emotion other than the label.
    /// </summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("suggested")]
    public required Emotion Suggested { get; init; }

    /// <summary>Probability of the label minus that of the suggested emotion, -1 (most suspect) to 1.</summary>
    [JsonPropertyName("margin")]
    public required float Margin { get; init; }

    /// <summary>Whether confident learning counts the label as an error; see <see cref="LabelQuality.FindErrors"/>.</summary>
    [JsonPropertyName("isConfident")]
    public required bool IsConfident { get; init; }
}
