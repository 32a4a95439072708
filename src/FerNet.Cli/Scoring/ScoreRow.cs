namespace FerNet.Cli.Scoring;

/// <summary>A row of the results: a face of an image, an image without a face, or an image that failed.</summary>
/// <param name="File">The path of the image.</param>
/// <param name="Digest">The SHA-256 of its content; null where the file could not be read.</param>
/// <param name="FaceIndex">The number of the face, from 0, the largest first; null where there is none.</param>
/// <param name="Face">Its answer.</param>
/// <param name="Warning">What the file lacked.</param>
/// <param name="Error">Why the image failed.</param>
internal sealed record ScoreRow(string File, string? Digest, int? FaceIndex, EmotionPrediction? Face, string? Warning, string? Error);
