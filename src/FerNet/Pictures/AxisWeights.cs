namespace FerNet.Pictures;

/// <summary>
/// How much each source pixel along one axis counts for each target pixel. Shrinking takes the exact area that a target pixel
/// covers; enlarging interpolates linearly between pixel centers. At equal size both are the same. Beyond the border the
/// picture goes on with its edge pixels.
/// </summary>
internal sealed class AxisWeights
{
    private readonly float[] weights;
    private readonly int[] starts;

    /// <param name="sourceLength">Pixels the picture has along the axis.</param>
    /// <param name="from">Where the crop begins, in source pixels; may lie outside.</param>
    /// <param name="length">The crop's length in source pixels, above 0.</param>
    /// <param name="targetLength">Pixels to make of it.</param>
    /// <param name="coverage">The share, above 0 to 1, of a target pixel's length whose mean it gets, around its center; less than 1 keeps
    /// finer detail.</param>
    public AxisWeights(int sourceLength, double from, double length, int targetLength, double coverage = 1)
    {
        // Narrower than a pixel: a stretch of one pixel's width around the center weighs just as linear interpolation does.
        double step = length / targetLength, stretch = Math.Max(step * coverage, 1);
        First = new int[targetLength];
        starts = new int[targetLength + 1];
        // A target pixel touches at most the pixels of its own stretch and one broken pixel at either end.
        int most = (int)Math.Min(sourceLength, Math.Ceiling(Math.Max(step, 1)) + 1);
        weights = new float[targetLength * most];
        for (int target = 0; target < targetLength; target++)
        {
            double low = from + (target * step);
            if (step != stretch) low += (step - stretch) / 2;
            starts[target + 1] = starts[target] + Fill(target, sourceLength, low, stretch);
        }
        FirstUsed = First.Min();
        EndUsed = Enumerable.Range(0, targetLength).Max(target => First[target] + Of(target).Length);
    }

    /// <summary>The first source pixel of each target pixel.</summary>
    public int[] First { get; }

    /// <summary>The first source pixel that any target pixel uses.</summary>
    public int FirstUsed { get; }

    /// <summary>One past the last source pixel that any target pixel uses.</summary>
    public int EndUsed { get; }

    /// <summary>The weights of the source pixels from <see cref="First"/> on; they add up to 1.</summary>
    public ReadOnlySpan<float> Of(int target) => weights.AsSpan(starts[target]..starts[target + 1]);

    private int Fill(int target, int sourceLength, double low, double stretch)
    {
        // A stretch wholly beyond the border sees the edge alone, however far away it lies; near numbers lose no digits.
        low = Math.Clamp(low, -stretch, sourceLength);
        double high = low + stretch;
        int first = (int)Math.Clamp(Math.Floor(low), 0, sourceLength - 1);
        int last = (int)Math.Clamp(Math.Ceiling(high) - 1, first, sourceLength - 1);
        First[target] = first;
        int start = starts[target];
        for (int pixel = first; pixel <= last; pixel++)
        {
            // The edge pixels reach to infinity: that is what repeating them means.
            double left = pixel == 0 ? low : Math.Max(low, pixel);
            double right = pixel == sourceLength - 1 ? high : Math.Min(high, pixel + 1);
            weights[start + pixel - first] = (float)((right - left) / stretch);
        }
        return last - first + 1;
    }
}
