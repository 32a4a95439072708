using System.Numerics.Tensors;
using FerNet.Pictures;

namespace FerNet.Faces;

/// <summary>
/// Looks at each face that was found once more: alone, in the middle, at a size the network knows best, plain and mirrored. Thread-safe.
/// </summary>
/// <remarks>
/// Where in the picture a face lies, and how large it is in the copy that shows it, is chance; one look is a noisy answer. The mean of
/// the logits of several looks errs less, and few places are looked at twice, so it costs little.
/// </remarks>
internal sealed class SecondLook(CellScorer scorer)
{
    /// <summary>A place is worth another look when its logit lacks no more than this.</summary>
    private const double Reserve = 1.5;

    /// <summary>What a look counts that sees no face at the place at all.</summary>
    private const double NothingThere = 0.02;

    /// <summary>A logit that no look exceeds, or next to none: 0.993.</summary>
    private const double Surest = 5;

    /// <summary>Side of the window in pixels: the face and a little around it. More costs more and is no help.</summary>
    private const int Side = 64, Area = Side * Side;

    private const int WindowsAtOnce = 32;
    private const float SamePlace = 0.4f;

    /// <summary>Sides in pixels that the face has in the windows; every second window is mirrored.</summary>
    private static readonly float[] Looks = [38, 46];

    /// <summary>
    /// From which confidence on the first look should answer, when faces from <paramref name="threshold"/> on are wanted.
    /// </summary>
    public static double FirstThreshold(double threshold) => CellReader.Confidence(CellReader.Logit(threshold) - Reserve);

    /// <summary>
    /// The same places with the mean of all looks, the order kept; those are missing that no further look can make sure enough.
    /// </summary>
    /// <param name="copies">The pyramid's copies, the largest first.</param>
    /// <param name="faces">Faces in pixels of the picture.</param>
    /// <param name="threshold">The confidence that is wanted in the end, 0 to 1.</param>
    /// <param name="cancellationToken">Checked before each look.</param>
    public IEnumerable<DetectedFace> At(IReadOnlyList<(GrayPicture Copy, double Scale)> copies, IReadOnlyList<DetectedFace> faces,
        double threshold, CancellationToken cancellationToken = default)
    {
        double wanted = CellReader.Logit(threshold) * (Looks.Length + 1);
        List<List<DetectedFace>> places = [.. faces.Select(face => new List<DetectedFace> { face })];
        for (int look = 0; look < Looks.Length; look++)
        {
            foreach (List<DetectedFace>[] some in places.Chunk(WindowsAtOnce)) LookAt(copies, some, look, cancellationToken);
            int left = Looks.Length - 1 - look;
            places.RemoveAll(seen => seen.Sum(face => CellReader.Logit(face.Confidence)) + (left * Surest) < wanted);
        }
        return places.Select(Mean);
    }

    /// <summary>Adds to each place what one more look at it sees.</summary>
    private void LookAt(IReadOnlyList<(GrayPicture Copy, double Scale)> copies, List<DetectedFace>[] places, int look,
        CancellationToken cancellationToken)
    {
        float[] windows = new float[places.Length * Area];
        for (int i = 0; i < places.Length; i++) Cut(copies, places[i][0].Box, look, windows.AsSpan(i * Area, Area));
        int cells = FaceNetwork.CellsOf(Side), size = FaceNetwork.Parts * cells * cells;
        float[] answers = scorer.Score(windows, places.Length, Side, Side, cancellationToken);
        for (int i = 0; i < places.Length; i++)
        {
            DetectedFace first = places[i][0];
            places[i]
                .Add(Best(CellReader.Read(new ArraySegment<float>(answers, i * size, size), cells, cells, NothingThere)
                .Select(face => Back(face, first.Box, look)), first));
        }
    }

    private static void Cut(IReadOnlyList<(GrayPicture Copy, double Scale)> copies, FaceBox face, int look, Span<float> window)
    {
        // The smallest copy that shows the face at least as large; in the largest one a small face is smaller.
        (GrayPicture copy, double scale) = copies.LastOrDefault(copy => face.Width * copy.Scale >= Looks[look], copies[0]);
        float side = (float)(face.Width * scale / Looks[look] * Side);
        float x = (float)((face.X + (face.Width / 2)) * scale), y = (float)((face.Y + (face.Height / 2)) * scale);
        Span<byte> levels = stackalloc byte[Area];
        AreaResize.Resize(copy, new FaceBox(x - (side / 2), y - (side / 2), side, side), levels, Side, Side);
        TensorPrimitives.ConvertTruncating<byte, float>(levels, window);
        if (!IsMirrored(look)) return;
        for (int row = 0; row < Side; row++) window.Slice(row * Side, Side).Reverse();
    }

    /// <summary>From pixels of the window to those of the picture.</summary>
    private static DetectedFace Back(DetectedFace face, FaceBox place, int look)
    {
        float scale = place.Width / Looks[look], left = place.X + (place.Width / 2) - (Side * scale / 2), top = place.Y +
            (place.Height / 2) - (Side * scale / 2);
        float x = IsMirrored(look) ? Side - face.Box.X - face.Box.Width : face.Box.X;
        return face with
        {
            Box = new FaceBox(left + (x * scale), top + (face.Box.Y * scale), face.Box.Width * scale, face.Box.Height * scale),
        };
    }

    private static DetectedFace Best(IEnumerable<DetectedFace> seen, DetectedFace first) =>
        seen.Where(face => face.Box.Overlap(first.Box) >= SamePlace).OrderByDescending(face => face.Confidence)
            .FirstOrDefault(first with { Confidence = (float)NothingThere });

    private static DetectedFace Mean(List<DetectedFace> looks) => new()
    {
        Box = new FaceBox(looks.Average(look => look.Box.X), looks.Average(look => look.Box.Y), looks.Average(look => look.Box.Width),
            looks.Average(look => look.Box.Height)),
        Confidence = (float)CellReader.Confidence(looks.Average(look => CellReader.Logit(look.Confidence))),
    };

    private static bool IsMirrored(int look) => look % 2 == 1;
}
