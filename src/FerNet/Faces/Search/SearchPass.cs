namespace FerNet.Faces.Search;

/// <summary>What a network answered in one pass over an image, at one size and in one orientation.</summary>
/// <param name="Answers">The answers, in pixels of the upright image; many may mean the same face.</param>
/// <param name="MinFaceHeight">Height in pixels of the image from which an answer of this pass may become a face.</param>
/// <param name="MinConfirmedHeight">
/// Height in pixels of the image from which an answer may confirm one of another pass: a face that is too small to be found in this pass
/// may still be seen. 0 where the image is searched at its full size.
/// </param>
internal sealed record SearchPass(IReadOnlyList<DetectedFace> Answers, float MinFaceHeight, float MinConfirmedHeight);
