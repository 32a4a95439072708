using System.Text.Json.Serialization;
using FerNet.Serialization;

namespace FerNet.Evaluation;

/// <summary>A face that was taken for something else. Immutable.</summary>
public readonly record struct EmotionMistake
{
    /// <summary>The face's index in the dataset that was evaluated, from 0.</summary>
    [JsonPropertyName("faceIndex")]
    public required int FaceIndex { get; init; }

    /// <summary>The face's image file, see <see cref="FerDataset.FileName"/>; null where it was no file of its own.</summary>
    [JsonPropertyName("fileName")]
    public string? FileName { get; init; }

    /// <summary>
    /// The face's line in its table, or its place in the sorted list of images, see <see cref="FerDataset.RowNumber"/>; from 1.
    /// </summary>
    [JsonPropertyName("rowNumber")]
    public int RowNumber { get; init; }

    /// <summary>The face's label.</summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("label")]
    public required Emotion Label { get; init; }

    /// <summary>The emotion that the model named.</summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("predicted")]
    public required Emotion Predicted { get; init; }

    /// <summary>The probability of <see cref="Predicted"/>, 0 to 1.</summary>
    [JsonPropertyName("confidence")]
    public required float Confidence { get; init; }
}
