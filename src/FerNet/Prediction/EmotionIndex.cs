namespace FerNet.Prediction;

/// <summary>The place of an emotion among the scores, checked.</summary>
internal static class EmotionIndex
{
    public static int Require(Emotion emotion) => (uint)emotion < EmotionExtensions.Count
        ? (int)emotion
        : throw new ArgumentOutOfRangeException(nameof(emotion), emotion,
            $"{(int)emotion} is not an emotion; labels run from 0 (angry) to 6 (neutral).");
}
