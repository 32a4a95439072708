namespace FerNet;

/// <summary>A face followed from frame to frame.</summary>
/// <param name="Id">Number of the face, from 1; it is never given to another face of the same stream.</param>
/// <param name="Prediction">Its emotion, with probabilities smoothed over the frames and the place in this frame.</param>
public sealed record TrackedFace(int Id, EmotionPrediction Prediction);
