using System.Text.Json.Serialization;
using FerNet.Serialization;

namespace FerNet.Evaluation;

/// <summary>A face for which the predicted emotion differs from the label. Immutable.</summary>
public readonly record struct EmotionMistake
{
    /// <summary>The face's index in the dataset that was evaluated, from 0.</summary>
    [JsonPropertyName("faceIndex")]
    public required int FaceIndex { get; init; }

    /// <summary>
    /// The face's image file, see <see cref="FerDataset.FileName"/>; null where the face was not read from an image file.
    /// </summary>
    [JsonPropertyName("fileName")]
    public string? FileName { get; init; }

    /// <summary>
    /// The face's line number in its table, or its position in the sorted list of images, see <see cref="FerDataset.RowNumber"/>; from 1.
    /// </summary>
    [JsonPropertyName("rowNumber")]
    public int RowNumber { get; init; }

    /// <summary>The face's label.</summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("label")]
    public required Emotion Label { get; init; }

    /// <summary>The predicted emotion.</summary>
    [JsonConverter(typeof(EmotionJsonConverter))]
    [JsonPropertyName("predicted")]
    public required Emotion Predicted { get; init; }

    /// <summary>The probability of <see cref="Predicted"/>, 0 to 1.</summary>
    [JsonPropertyName("confidence")]
    public required float Confidence { get; init; }
}
