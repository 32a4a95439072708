namespace FerNet;

/// <summary>A face that a detector found.</summary>
/// <param name="Box">The crop that the emotion network reads: a square from above the forehead to below the chin, as FER2013's pictures show faces. It may reach beyond the picture.</param>
/// <param name="Confidence">How sure the detector is, 0 to 1.</param>
public readonly record struct DetectedFace(FaceBox Box, float Confidence);
