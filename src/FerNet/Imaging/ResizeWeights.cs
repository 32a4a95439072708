namespace FerNet.Imaging;

/// <summary>The weights of source pixels for each target pixel along one axis. Edge pixels are repeated beyond the border.</summary>
internal sealed class ResizeWeights
{
    /// <summary>The number of zero crossings of the Lanczos kernel on each side, including its end.</summary>
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
    /// <param name="sourceLength">The number of pixels of the image along the axis.</param>
    /// <param name="from">The start of the crop in source pixels; may lie outside the image.</param>
    /// <param name="length">The crop's length in source pixels, above 0.</param>
    /// <param name="targetLength">The number of target pixels.</param>
    public static ResizeWeights Area(int sourceLength, double from, double length, int targetLength)
    {
        // For enlargement, an interval of one source pixel around the center has the weights of linear interpolation.
        double step = length / targetLength, stretch = Math.Max(step, 1);
        // The interval of a target pixel covers at most its length in whole pixels and a part of one more.
        int most = (int)Math.Min(sourceLength, Math.Ceiling(stretch) + 1);
        return new ResizeWeights(targetLength, most, (target, weights, start) =>
        {
            double low = from + (target * step);
            if (step != stretch) low += (step - stretch) / 2;
            return FillArea(weights.AsSpan(start), sourceLength, low, stretch);
        });
    }

    /// <summary>
    /// The Lanczos kernel around the center of each target pixel, at least as wide as for the source pixels; for reduction.
    /// </summary>
    /// <param name="sourceLength">The number of pixels of the image along the axis.</param>
    /// <param name="from">The start of the crop in source pixels; may lie outside the image.</param>
    /// <param name="length">The crop's length in source pixels; no more than a few dozen for each target pixel.</param>
    /// <param name="targetLength">The number of target pixels.</param>
    /// <param name="stretch">Distance between the zeros of the kernel, in target pixels.</param>
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
        // An interval beyond the border reads only the edge pixel, at any distance; a small number keeps its precision.
        low = Math.Clamp(low, -stretch, sourceLength);
        double high = low + stretch;
        int first = (int)Math.Clamp(Math.Floor(low), 0, sourceLength - 1);
        int last = (int)Math.Clamp(Math.Ceiling(high) - 1, first, sourceLength - 1);
        for (int pixel = first; pixel <= last; pixel++)
        {
            // Repeated edge pixels extend to infinity.
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
