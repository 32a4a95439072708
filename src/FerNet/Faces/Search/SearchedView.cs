namespace FerNet.Faces.Search;

/// <summary>What a network answered about an image at one size or in one orientation.</summary>
/// <param name="Answers">The answers, in pixels of the upright image; many may mean the same face.</param>
/// <param name="MinFaceHeight">Height in pixels of the image from which an answer of this view may become a face.</param>
/// <param name="MinConfirmedHeight">
/// Height in pixels of the image from which an answer may confirm one of another view: a face that is too small to be found in this view
/// may still be seen.
/// </param>
internal sealed record SearchedView(IReadOnlyList<DetectedFace> Answers, float MinFaceHeight, float MinConfirmedHeight);
