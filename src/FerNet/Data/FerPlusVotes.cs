namespace FerNet.Data;

/// <summary>
/// The ten counts of FER+ for each face of FER2013: how many of ten people chose each expression. Thread-safe: all data is constant.
/// </summary>
/// <remarks>Source: Barsoum et al., "Training Deep Networks for Facial Expression Recognition with Crowd-Sourced Label
/// Distribution", arXiv:1608.01041.</remarks>
public static class FerPlusVotes
{
    /// <summary>The number of counts of a face: 10.</summary>
    public const int Count = 10;

    /// <summary>The number of people who judged each face: 10, which is also the highest possible count.</summary>
    public const int Voters = 10;

    /// <summary>
    /// The names of the counts in the order of FER+'s columns. "contempt" is not an emotion of FER2013, "unknown" means that the voter
    /// could not decide, and "NF" that there is no face.
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = Array.AsReadOnly(
        ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt", "unknown", "NF"]);

    /// <summary>The index of an emotion's count among the ten: 0 for neutral to 6 for fear.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public static int IndexOf(Emotion emotion) => emotion switch
    {
        Emotion.Neutral => 0,
        Emotion.Happy => 1,
        Emotion.Surprise => 2,
        Emotion.Sad => 3,
        Emotion.Angry => 4,
        Emotion.Disgust => 5,
        Emotion.Fear => 6,
        _ => throw new ArgumentOutOfRangeException(
            nameof(emotion), emotion, $"{(int)emotion} is not an emotion; labels run from 0 (angry) to 6 (neutral)."),
    };
}
