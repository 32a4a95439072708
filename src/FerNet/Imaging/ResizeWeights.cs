namespace FerNet.Imaging;

/// <summary>
/// How much each source pixel along one axis counts for each target pixel. Beyond the border the image goes on with its edge pixels.
/// </summary>
internal sealed class ResizeWeights
{
    /// <summary>Zero crossings of the Lanczos kernel on either side, its end included.</summary>
    public const int Lobes = 3;

    private readonly float[] weights;
    private readonly int[] starts;

    private ResizeWeights(int targetLength, int most, Func<int, float[], int, (int First, int Count)> fill)
    {
        First = new int[targetLength];
        starts = new int[targetLength + 1];
        weights = new float[targetLength * most];
        for (int target = 0; target < targetLength; target++)
        {
            (First[target], int count) = fill(target, weights, starts[target]);
            starts[target + 1] = starts[target] + count;
        }
        FirstUsed = First.Min();
        EndUsed = Enumerable.Range(0, targetLength).Max(target => First[target] + WeightsFor(target).Length);
    }

    /// <summary>The first source pixel of each target pixel.</summary>
    public int[] First { get; }

    /// <summary>The first source pixel that any target pixel uses.</summary>
    public int FirstUsed { get; }

    /// <summary>One past the last source pixel that any target pixel uses.</summary>
    public int EndUsed { get; }

    /// <summary>
    /// Downscaling takes the exact area that a target pixel covers; enlarging interpolates linearly between pixel centers. At equal size
    /// both are the same.
    /// </summary>
    /// <param name="sourceLength">Pixels the image has along the axis.</param>
    /// <param name="from">Where the crop begins, in source pixels; may lie outside.</param>
    /// <param name="length">The crop's length in source pixels, above 0.</param>
    /// <param name="targetLength">Pixels to make of it.</param>
    public static ResizeWeights Area(int sourceLength, double from, double length, int targetLength)
    {
        // Narrower than a pixel: a stretch of one pixel's width around the center weighs just as linear interpolation does.
        double step = length / targetLength, stretch = Math.Max(step, 1);
        // A target pixel touches at most the pixels of its own stretch and one broken pixel at either end.
        int most = (int)Math.Min(sourceLength, Math.Ceiling(stretch) + 1);
        return new ResizeWeights(targetLength, most, (target, weights, start) =>
        {
            double low = from + (target * step);
            if (step != stretch) low += (step - stretch) / 2;
            return FillArea(weights.AsSpan(start), sourceLength, low, stretch);
        });
    }

    /// <summary>
    /// The Lanczos kernel around the center of each target pixel, never narrower than source pixels ask for; for shrinking.
    /// </summary>
    /// <param name="sourceLength">Pixels the image has along the axis.</param>
    /// <param name="from">Where the crop begins, in source pixels; may lie outside.</param>
    /// <param name="length">The crop's length in source pixels; no more than a few dozen for each target pixel.</param>
    /// <param name="targetLength">Pixels to make of it.</param>
    /// <param name="stretch">Distance of the kernel's zeros from each other, in target pixels.</param>
    public static ResizeWeights Lanczos(int sourceLength, double from, double length, int targetLength, double stretch)
    {
        double step = length / targetLength, scale = Math.Max(step * stretch, 1);
        int most = (int)Math.Min(sourceLength, Math.Ceiling(2 * Lobes * scale) + 1);
        return new ResizeWeights(targetLength, most, (target, weights, start) =>
            FillLanczos(weights.AsSpan(start), sourceLength, from + ((target + 0.5) * step), scale));
    }

    /// <summary>The weights of the source pixels from <see cref="First"/> on; they add up to 1.</summary>
    public ReadOnlySpan<float> WeightsFor(int target) => weights.AsSpan(starts[target]..starts[target + 1]);

    private static (int First, int Count) FillArea(Span<float> weights, int sourceLength, double low, double stretch)
    {
        // A stretch wholly beyond the border sees the edge alone, however far away it lies; near numbers lose no digits.
        low = Math.Clamp(low, -stretch, sourceLength);
        double high = low + stretch;
        int first = (int)Math.Clamp(Math.Floor(low), 0, sourceLength - 1);
        int last = (int)Math.Clamp(Math.Ceiling(high) - 1, first, sourceLength - 1);
        for (int pixel = first; pixel <= last; pixel++)
        {
            // The edge pixels reach to infinity: that is what repeating them means.
            double left = pixel == 0 ? low : Math.Max(low, pixel);
            double right = pixel == sourceLength - 1 ? high : Math.Min(high, pixel + 1);
            weights[pixel - first] = (float)((right - left) / stretch);
        }
        return (first, last - first + 1);
    }

    private static (int First, int Count) FillLanczos(Span<float> weights, int sourceLength, double center, double scale)
    {
        double radius = Lobes * scale, sum = 0;
        center = Math.Clamp(center, -radius, sourceLength + radius);
        int low = (int)Math.Ceiling(center - radius - 0.5), high = (int)Math.Floor(center + radius - 0.5);
        int first = Math.Clamp(low, 0, sourceLength - 1), count = Math.Clamp(high, 0, sourceLength - 1) - first + 1;
        Span<double> exact = stackalloc double[count];
        exact.Clear();
        for (int pixel = low; pixel <= high; pixel++)
        {
            double weight = LanczosKernel((pixel + 0.5 - center) / scale);
            exact[Math.Clamp(pixel, 0, sourceLength - 1) - first] += weight;
            sum += weight;
        }
        for (int i = 0; i < count; i++) weights[i] = (float)(exact[i] / sum);
        return (first, count);
    }

    /// <summary>sinc(x) sinc(x / 3), with sin(3t) = sin(t) (3 - 4 sin(t)^2) to save the second sine.</summary>
    private static double LanczosKernel(double x)
    {
        if (Math.Abs(x) >= Lobes) return 0;
        if (Math.Abs(x) < 1e-6) return 1;
        double angle = Math.PI * x / Lobes, sine = Math.Sin(angle);
        return sine * sine * (3 - (4 * sine * sine)) / (Lobes * angle * angle);
    }
}
