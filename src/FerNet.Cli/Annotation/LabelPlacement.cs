using SkiaSharp;

namespace FerNet.Cli.Annotation;

/// <summary>Places the label of each face so that it hides as little as possible of other labels and faces.</summary>
/// <param name="width">Width of the image in pixels.</param>
/// <param name="height">Height of the image in pixels.</param>
/// <param name="frames">The boxes of all faces.</param>
internal sealed class LabelPlacement(int width, int height, IReadOnlyList<SKRect> frames)
{
    /// <summary>The weight of a hidden pixel of another label, relative to a pixel of a face.</summary>
    private const float LabelWeight = 20;

    private readonly List<SKRect> taken = [];

    /// <summary>
    /// The position of one face's label: above, below or within the face, whichever hides least; within the image, if it fits.
    /// </summary>
    /// <param name="face">Index of the face in the boxes.</param>
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

    /// <summary>The weighted area that a label at this position hides. The label's own face has a weight of 0.25.</summary>
    private float Hidden(int face, SKRect place) => taken.Sum(label => LabelWeight * Shared(label, place))
        + frames.Select((frame, i) => (i == face ? 0.25f : 1) * Shared(frame, place)).Sum();

    private static float Shared(SKRect one, SKRect other) =>
        Math.Max(0, Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left)) * Math.Max(0,
            Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top));
}
