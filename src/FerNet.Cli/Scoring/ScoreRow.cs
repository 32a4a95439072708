namespace FerNet.Cli.Scoring;

/// <summary>A row of the results: a face of an image, an image without a face, or an image that failed.</summary>
/// <param name="File">The path of the image.</param>
/// <param name="Digest">The SHA-256 of its content; null if the file could not be read.</param>
/// <param name="FaceIndex">The index of the face, from 0, the largest first; null if there is none.</param>
/// <param name="Face">The prediction; null if there is none.</param>
/// <param name="Warning">The warning about the file; null for none.</param>
/// <param name="Error">The error; null for none.</param>
internal sealed record ScoreRow(string File, string? Digest, int? FaceIndex, EmotionPrediction? Face, string? Warning, string? Error);
