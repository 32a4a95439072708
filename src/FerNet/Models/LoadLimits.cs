using FerNet.Networks.Onnx.Checks;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>
/// The size limits of a model that <see cref="EmotionModel.Load(string, LoadLimits, CancellationToken)"/> accepts. Immutable.
/// </summary>
/// <remarks>
/// The defaults are several times what the networks in <see cref="FerNet.Networks.Network"/> need. Raise them for larger models, but only
/// for files from a trusted source.
/// </remarks>
public sealed record LoadLimits
{
    /// <summary>The maximum size in bytes of the file, and of the graph within a zip, at least 1. Default: 67,108,864 (64 MiB).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxBytes { get; init => field = Guard.AtLeast(value, 1, nameof(MaxBytes)); } = 64 << 20;

    /// <summary>The maximum number of multiply-adds for one face, at least 1. Default: 10,000,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long MaxMultiplyAdds { get; init => field = Guard.AtLeast(value, 1, nameof(MaxMultiplyAdds)); } = 10_000_000_000;

    /// <summary>
    /// The maximum number of intermediate values that the network computes for one face, at least 1. Default: 33,554,432.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long MaxValues { get; init => field = Guard.AtLeast(value, 1, nameof(MaxValues)); } = 1 << 25;

    internal GraphLimits GraphLimits => new(MaxMultiplyAdds, MaxValues);
}
