using SkiaSharp;

namespace FerNet.Cli.Annotation;

/// <summary>Finds a place for the label of each face where it hides neither another label nor, if it can be helped, another face.</summary>
/// <param name="width">Width of the image in pixels.</param>
/// <param name="height">Height of the image in pixels.</param>
/// <param name="frames">The boxes of all faces.</param>
internal sealed class LabelPlacement(int width, int height, IReadOnlyList<SKRect> frames)
{
    /// <summary>A pixel of another label that is hidden counts as many of a face.</summary>
    private const float LabelWeight = 20;

    private readonly List<SKRect> taken = [];

    /// <summary>
    /// The place of one face's label: above it, else below, else within, whichever hides least; never beyond the image where it fits in.
    /// </summary>
    /// <param name="face">Which of the frames.</param>
    /// <param name="label">The label's size.</param>
    public SKRect Next(int face, SKSize label)
    {
        SKRect frame = frames[face];
        float[] lefts = [frame.Left, frame.Right - label.Width, frame.MidX - (label.Width / 2)];
        float[] tops = [frame.Top - label.Height, frame.Bottom, frame.Top, frame.Bottom - label.Height];
        SKRect best = tops.SelectMany(top => lefts, (top, left) => Within(left, top, label)).MinBy(place => Hidden(face, place));
        taken.Add(best);
        return best;
    }

    private SKRect Within(float left, float top, SKSize label) => SKRect.Create(
        Math.Clamp(left, 0, Math.Max(0, width - label.Width)), Math.Clamp(top, 0, Math.Max(0, height - label.Height)), label.Width,
            label.Height);

    /// <summary>
    /// Area that a label at this place hides; a quarter of it where the face is its own, whose expression is read anyway.
    /// </summary>
    private float Hidden(int face, SKRect place) => taken.Sum(label => LabelWeight * Shared(label, place))
        + frames.Select((frame, i) => (i == face ? 0.25f : 1) * Shared(frame, place)).Sum();

    private static float Shared(SKRect one, SKRect other) =>
        Math.Max(0, Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left)) * Math.Max(0,
            Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top));
}
