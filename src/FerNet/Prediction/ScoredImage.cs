using System.Text.Json.Serialization;

namespace FerNet.Prediction;

/// <summary>The result for one of many images: its faces, or an error. Immutable.</summary>
public sealed record ScoredImage
{
    /// <summary>The name of the <see cref="ImageSource"/>.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The faces, the largest first; empty where no face was found and where the image failed.</summary>
    [JsonPropertyName("faces")]
    public IReadOnlyList<EmotionPrediction> Faces { get; init; } = [];

    /// <summary>The error message, such as that the file is damaged; null where the image was scored.</summary>
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    /// <summary>
    /// The part that is missing from the image file although the whole image was decoded, see <see cref="InputImage.Warning"/>; null where
    /// nothing is missing.
    /// </summary>
    [JsonPropertyName("warning")]
    public string? Warning { get; init; }
}
