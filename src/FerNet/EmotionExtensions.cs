using System.Diagnostics.CodeAnalysis;

namespace FerNet;

/// <summary>Names, order and groups of the seven emotions. Thread-safe: all data is constant.</summary>
public static class EmotionExtensions
{
    /// <summary>The number of emotions: 7.</summary>
    public const int Count = 7;

    /// <summary>All emotions in label order: angry (0) to neutral (6).</summary>
    public static IReadOnlyList<Emotion> All { get; } = Array.AsReadOnly(Enum.GetValues<Emotion>());

    /// <summary>The names in label order, in lower case: "angry" to "neutral".</summary>
    public static IReadOnlyList<string> Names { get; } =
        Array.AsReadOnly(["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]);

    /// <summary>The emotion's name in lower case, as used in files and on the command line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public static string Name(this Emotion emotion) => Names[RequireIndex(emotion)];

    /// <summary>The group of an emotion: negative, neutral or positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public static Valence Valence(this Emotion emotion) => (Emotion)RequireIndex(emotion) switch
    {
        Emotion.Happy or Emotion.Surprise => FerNet.Valence.Positive,
        Emotion.Neutral => FerNet.Valence.Neutral,
        _ => FerNet.Valence.Negative,
    };

    /// <summary>
    /// Parses an emotion's name: the seven names, the words that folders of images use for them ("anger", "fearful", "happiness",
    /// "sadness", "surprised", ...) or a label from "0" to "6"; case and surrounding white space are ignored.
    /// </summary>
    /// <returns>True if the text is an emotion; otherwise false.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Emotion emotion)
    {
        Emotion? found = text?.Trim().ToLowerInvariant() switch
        {
            "angry" or "anger" or "0" => Emotion.Angry,
            "disgust" or "disgusted" or "1" => Emotion.Disgust,
            "fear" or "fearful" or "afraid" or "scared" or "2" => Emotion.Fear,
            "happy" or "happiness" or "joy" or "3" => Emotion.Happy,
            "sad" or "sadness" or "4" => Emotion.Sad,
            "surprise" or "surprised" or "5" => Emotion.Surprise,
            "neutral" or "calm" or "6" => Emotion.Neutral,
            _ => null,
        };
        emotion = found.GetValueOrDefault();
        return found.HasValue;
    }

    internal static int RequireIndex(Emotion emotion) => (uint)emotion < Count
        ? (int)emotion
        : throw new ArgumentOutOfRangeException(nameof(emotion), emotion,
            $"{(int)emotion} is not an emotion; labels run from 0 (angry) to 6 (neutral).");
}
