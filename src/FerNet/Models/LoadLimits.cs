using FerNet.Networks.Onnx.Checks;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>How large a model may be that <see cref="EmotionModel.Load(string, LoadLimits, CancellationToken)"/> opens.</summary>
/// <remarks>
/// The defaults fit every network that FerNet names many times over. A model that was trained larger needs larger limits when it is loaded:
/// raise them for files from a source you trust.
/// </remarks>
public sealed record LoadLimits
{
    /// <summary>The most bytes of the file, and of the network within a zip, at least 1. Default: 67,108,864 (64 MiB).</summary>
    public int MaxBytes { get; init => field = Guard.AtLeast(value, 1, nameof(MaxBytes)); } = 64 << 20;

    /// <summary>The most multiply-adds for one face, at least 1. Default: 10,000,000,000.</summary>
    public long MaxMultiplyAdds { get; init => field = Guard.AtLeast(value, 1, nameof(MaxMultiplyAdds)); } = 10_000_000_000;

    /// <summary>The most numbers that the network computes on the way for one face, at least 1. Default: 33,554,432.</summary>
    public long MaxValues { get; init => field = Guard.AtLeast(value, 1, nameof(MaxValues)); } = 1 << 25;

    internal GraphLimits OfGraph => new(MaxMultiplyAdds, MaxValues);
}
