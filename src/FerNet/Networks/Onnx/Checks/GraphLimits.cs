namespace FerNet.Networks.Onnx.Checks;

/// <summary>What a graph may cost.</summary>
/// <param name="MaxMultiplyAdds">The most multiply-adds for the sample that sizes are computed with.</param>
/// <param name="MaxValues">The most numbers of all values together, inner ones included, for that sample.</param>
internal readonly record struct GraphLimits(long MaxMultiplyAdds, long MaxValues)
{
    /// <summary>For graphs that this process has just written itself.</summary>
    public static GraphLimits None { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>For detectors, at their sample of 320 x 640 pixels: fifty times what the shipped one costs.</summary>
    public static GraphLimits Detector { get; } = new(5_000_000_000, 1 << 27);
}
