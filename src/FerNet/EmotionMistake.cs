namespace FerNet;

/// <summary>A face that was taken for something else. Immutable.</summary>
/// <param name="Face">The face's place in the dataset that was evaluated, from 0; <see cref="FerDataset.FileName"/> and
/// <see cref="FerDataset.RowNumber"/> say where it comes from.</param>
/// <param name="Label">What the face truly shows.</param>
/// <param name="Predicted">What it was taken for.</param>
/// <param name="Confidence">The probability of <paramref name="Predicted"/>, 0 to 1.</param>
public readonly record struct EmotionMistake(int Face, Emotion Label, Emotion Predicted, float Confidence);
