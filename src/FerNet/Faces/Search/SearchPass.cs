namespace FerNet.Faces.Search;

/// <summary>The network's answers in one pass over an image, at one size and in one orientation.</summary>
/// <param name="Answers">The answers, in pixels of the upright image; several may be for the same face.</param>
/// <param name="MinFaceHeight">Minimum height, in pixels of the image, of an answer of this pass that may become a face.</param>
/// <param name="MinConfirmedHeight">
/// Minimum height, in pixels of the image, of an answer that may confirm one of another pass. It is lower than
/// <paramref name="MinFaceHeight"/>, and 0 where the image is searched at full size.
/// </param>
internal sealed record SearchPass(IReadOnlyList<DetectedFace> Answers, float MinFaceHeight, float MinConfirmedHeight);
