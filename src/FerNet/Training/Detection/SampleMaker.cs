using FerNet.Data.Detection;

namespace FerNet.Training.Detection;

/// <summary>Makes the training inputs of the detector: one or more views of photographs on backgrounds.</summary>
/// <remarks>
/// Every input depends only on the seed and its number, so that a resumed training gets the same inputs. The size of a face in the input is
/// drawn log-uniformly, from a few pixels to almost the whole input. Thread-safe.
/// </remarks>
internal sealed class SampleMaker(TrainingPhoto[] photos, ImagePyramid[] backgrounds, int side, int seed)
{
    /// <summary>Must be increased with every change of the samples, so that no checkpoint is resumed with other samples.</summary>
    public const int Version = 2;

    /// <summary>Size of the smallest face in pixels, and of the largest as a share of its window.</summary>
    private const double SmallestTarget = 9, LargestTarget = 0.85;

    /// <summary>
    /// Maximum scale of a photograph, maximum scale of a photograph whose smallest faces may not be marked, and minimum scale.
    /// </summary>
    private const double MostEnlarged = 2.5, MostEnlargedWithTinyFaces = 1.3, MostReduced = 1 / 24.0;

    /// <summary>Share of inputs without a photograph, and of further windows without one.</summary>
    private const double EmptyInputs = 0.06, EmptyWindows = 0.08;

    private const double CoveredFaces = 0.2;

    /// <summary>Width and height of an input in pixels.</summary>
    public int Side { get; } = side;

    /// <summary>Places without a face that some inputs show.</summary>
    public HardNegative[] HardNegatives { get; init; } = [];

    /// <summary>Share of the inputs that show one of <see cref="HardNegatives"/>, 0 to 1.</summary>
    public double HardNegativeShare { get; init; }

    /// <summary>Makes input number <paramref name="number"/>.</summary>
    /// <param name="number">Its number, counted over the whole training. In each round of as many inputs as photographs, each photograph is
    /// used once.</param>
    /// <param name="canvas">Receives RGB bytes, row by row.</param>
    public DetectionSample Make(long number, Span<byte> canvas)
    {
        CounterRandom random = new(seed, number, 1);
        DetectionSample sample = new([], []);
        bool isEmpty = backgrounds.Length > 0 && random.NextDouble() < EmptyInputs;
        HardNegative? hard = HardNegatives.Length > 0 && random.NextDouble() < HardNegativeShare
            ? HardNegatives[random.NextInt(HardNegatives.Length)]
            : null;
        TrainingPhoto first = hard is null ? PhotoOf(number) : photos[hard.Value.Photo];
        double size = DrawSize(ref random, Side);
        FaceBox? anchor = hard?.Box ?? DrawAnchor(first, ref random);
        double scale = ScaleOf(first, anchor, size, ref random);
        int windows = isEmpty ? 1 + random.NextInt(3) : WindowsFor(Math.Max(first.Image.Width, first.Image.Height) * scale, ref random);
        foreach ((int index, Window window) in Split(windows, ref random).Index())
        {
            // Window 0 has a random position and shows the photograph of this input, the only one with the full range of sizes.
            if (isEmpty || (index > 0 && backgrounds.Length > 0 && random.NextDouble() < EmptyWindows))
            {
                PaintBackground(canvas, window, ref random);
                continue;
            }
            TrainingPhoto photo = first;
            if (index > 0)
            {
                photo = photos[random.NextInt(photos.Length)];
                size = DrawSize(ref random, Math.Min(window.Width, window.Height));
                anchor = DrawAnchor(photo, ref random);
                scale = ScaleOf(photo, anchor, size, ref random);
            }
            PaintPhoto(photo, anchor, scale, canvas, window, sample, ref random);
        }
        FaceOcclusion.Apply(canvas, Side, sample.Faces, CoveredFaces, ref random);
        float smallest = sample.Faces.Count == 0 ? Side : sample.Faces.Min(face => TrainingPhoto.SizeOf(face.Box));
        ImageDegradation.Apply(canvas, Side, smallest, ref random);
        return sample;
    }

    /// <summary>The photograph of an input. Each round uses all photographs in a different order.</summary>
    private TrainingPhoto PhotoOf(long number)
    {
        (long round, long position) = Math.DivRem(number < 0 ? -number : number, photos.Length);
        // A step that is coprime to the count visits every photograph once.
        CounterRandom random = new(seed, round, 2);
        long start = random.NextInt(photos.Length), step = 1 + random.NextInt(photos.Length);
        while (Gcd(step, photos.Length) != 1) step++;
        return photos[(int)((start + (position * step)) % photos.Length)];
    }

    private static long Gcd(long one, long other) => other == 0 ? one : Gcd(other, one % other);

    private static double DrawSize(ref CounterRandom random, int window) =>
        SmallestTarget * Math.Pow(LargestTarget * window / SmallestTarget, random.NextDouble());

    /// <summary>A random face of the photograph; null if it has none.</summary>
    private static FaceBox? DrawAnchor(TrainingPhoto photo, ref CounterRandom random) =>
        photo.Anchors.Length == 0 ? null : photo.Anchors[random.NextInt(photo.Anchors.Length)].Box;

    /// <summary>
    /// The scale at which the anchor has the given size. Without an anchor, a random scale near that at which the photograph fits the
    /// input.
    /// </summary>
    private double ScaleOf(TrainingPhoto photo, FaceBox? anchor, double size, ref CounterRandom random)
    {
        double scale = anchor is null
            ? Side / (double)Math.Max(photo.Image.Width, photo.Image.Height) * (0.5 + random.NextDouble())
            : size / TrainingPhoto.SizeOf(anchor.Value);
        return Math.Clamp(scale, MostReduced, photo.HasTinyFaces ? MostEnlargedWithTinyFaces : MostEnlarged);
    }

    /// <summary>Number of windows per side, which is larger if the photograph would fill only a part of the input.</summary>
    private int WindowsFor(double reach, ref CounterRandom random)
    {
        double draw = random.NextDouble();
        if (reach < Side / 2.5) return draw < 0.6 ? 3 : draw < 0.85 ? 2 : 1;
        if (reach < Side / 1.4) return draw < 0.65 ? 2 : 1;
        return draw < 0.12 ? 2 : 1;
    }

    /// <summary>Splits the input into windows at random lines. The first window of the list has a random position.</summary>
    private List<Window> Split(int count, ref CounterRandom random)
    {
        int[] columns = Cuts(count, ref random), rows = Cuts(count, ref random);
        List<Window> windows = [];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
                windows.Add(new Window(columns[column], rows[row], columns[column + 1], rows[row + 1]));
        }
        int first = random.NextInt(windows.Count);
        (windows[0], windows[first]) = (windows[first], windows[0]);
        return windows;
    }

    private int[] Cuts(int count, ref CounterRandom random)
    {
        int[] cuts = new int[count + 1];
        cuts[count] = Side;
        for (int i = 1; i < count; i++) cuts[i] = (int)(((i + random.NextSymmetric(0.2)) / count) * Side);
        return cuts;
    }

    private void PaintPhoto(TrainingPhoto photo, FaceBox? anchor, double scale, Span<byte> canvas, Window window,
        DetectionSample sample, ref CounterRandom random)
    {
        double stretch = Math.Exp(random.NextSymmetric(0.1)), kind = random.NextDouble();
        double degrees = kind < 0.5 ? random.NextSymmetric(6) : kind < 0.92 ? random.NextSymmetric(30) : random.NextSymmetric(90);
        double scaleX = scale * stretch, scaleY = scale / stretch, angle = degrees * Math.PI / 180;
        bool isMirrored = random.NextDouble() < 0.5, extendsEdges = random.NextDouble() < 0.35;
        FaceBox box = anchor ?? new FaceBox(0, 0, photo.Image.Width, photo.Image.Height);
        double sourceX = box.X + (box.Width / 2), sourceY = box.Y + (box.Height / 2);
        double reach = 0.3 * TrainingPhoto.SizeOf(box) * scale;
        double x = Place(window.Left, window.Right, reach, isMirrored
            ? photo.Image.Width - sourceX
            : sourceX, photo.Image.Width, scaleX, ref random);
        double y = Place(window.Top, window.Bottom, reach, sourceY, photo.Image.Height, scaleY, ref random);
        ImageView view = new((sourceX, sourceY), (x, y), scaleX, scaleY, angle, isMirrored);
        if (!extendsEdges) PaintBackground(canvas, window, ref random);
        ColorChange color = ColorChange.DrawForPhoto(ref random, random.NextDouble() < 0.15 ? 0 : 1);
        ViewPainter.Paint(photo.Image, view, color, 0.3 * random.NextDouble(), extendsEdges, canvas, Side, window);
        foreach (AnnotatedFace face in photo.Faces) sample.Add(face, view, window.Box);
    }

    /// <summary>
    /// Draws the position of the anchor along an axis: anywhere in the window; in most cases limited so that the photograph fills the
    /// window, if it is large enough.
    /// </summary>
    private static double Place(int from, int to, double reach, double source, int length, double scale, ref CounterRandom random)
    {
        double span = to - from, margin = Math.Min(reach, span / 2);
        double center = from + margin + (random.NextDouble() * (span - (2 * margin)));
        bool fills = random.NextDouble() < 0.85;
        if (!fills || length * scale < span) return center;
        double start = center - (source * scale);
        return center + Math.Clamp(start, to - (length * scale), from) - start;
    }

    private void PaintBackground(Span<byte> canvas, Window window, ref CounterRandom random)
    {
        double kind = random.NextDouble();
        if (backgrounds.Length > 0 && kind < 0.65)
        {
            ImagePyramid image = backgrounds[random.NextInt(backgrounds.Length)];
            double fit = Math.Max(window.Width / (double)image.Width, window.Height / (double)image.Height),
                scale = fit * (0.6 + (1.4 * random.NextDouble()));
            ImageView view = new(
                (image.Width * random.NextDouble(), image.Height * random.NextDouble()),
                    (window.Left + (window.Width * random.NextDouble()), window.Top + (window.Height * random.NextDouble())),
                scale, scale, random.NextSymmetric(0.3), random.NextDouble() < 0.5);
            ColorChange color = random.NextDouble() < 0.6 ? ColorChange.Tint(ref random) : ColorChange.DrawForPhoto(ref random, 1);
            ViewPainter.Paint(image, view, color, 0.3 * random.NextDouble(), extendsEdges: true, canvas, Side, window);
            return;
        }
        bool isBlack = kind < 0.8;
        (byte red, byte green, byte blue) = isBlack
            ? ((byte)0, (byte)0, (byte)0)
            : ((byte)random.NextInt(256), (byte)random.NextInt(256), (byte)random.NextInt(256));
        for (int row = window.Top; row < window.Bottom; row++)
        {
            for (int at = 3 * ((row * Side) + window.Left); at < 3 * ((row * Side) + window.Right); at += 3)
                (canvas[at], canvas[at + 1], canvas[at + 2]) = (red, green, blue);
        }
    }
}
