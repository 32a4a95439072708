using System.Text.Json.Serialization;

namespace FerNet.Prediction;

/// <summary>The answers about one of many images, or why there are none. Immutable.</summary>
public sealed record ScoredImage
{
    /// <summary>The name of its <see cref="ImageSource"/>.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The faces, the largest first; none where none was found, and where the image failed.</summary>
    [JsonPropertyName("faces")]
    public IReadOnlyList<EmotionPrediction> Faces { get; init; } = [];

    /// <summary>Why the image failed, as that its file is damaged; null where it was scored.</summary>
    [JsonPropertyName("error")]
    public string? Error { get; init; }

    /// <summary>
    /// What the image file lacked although the whole image could be decoded, see <see cref="InputImage.Warning"/>; null where it lacked
    /// nothing.
    /// </summary>
    [JsonPropertyName("warning")]
    public string? Warning { get; init; }
}
