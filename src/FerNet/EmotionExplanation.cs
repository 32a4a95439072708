namespace FerNet;

/// <summary>Which parts of a face an answer rests on. Immutable.</summary>
/// <param name="Prediction">The answer that is explained.</param>
/// <param name="Patch">What the network saw: [48, 48] gray levels, row by row.</param>
/// <param name="Relevance">
/// [48, 48] values, row by row: how much the logarithm of the answer's probability falls, on average, when a window around the pixel is
/// smoothed away. Above 0 the place speaks for the answer, below 0 against it.
/// </param>
public sealed record EmotionExplanation(EmotionPrediction Prediction, ReadOnlyMemory<byte> Patch, ReadOnlyMemory<float> Relevance);
