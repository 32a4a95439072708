using System.Net;

namespace FerNet.Cli.Serving;

/// <summary>Where the service listens and what it accepts.</summary>
internal sealed record ServeOptions
{
    public const int DefaultPort = 5080, DefaultMaxBytes = 20_000_000, DefaultMaxPixels = 40_000_000;

    /// <summary>The highest limit of bytes: an image is held in memory.</summary>
    public const int HighestMaxBytes = 200_000_000;

    /// <summary>The most images in one batch.</summary>
    public const int MaxBatchImages = 100;

    /// <summary>The most bytes that the parts of a form take beside their content.</summary>
    private const int FormOverhead = 65_536;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 for any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The most bytes of one image and of one camera frame.</summary>
    public int MaxImageBytes { get; init; } = DefaultMaxBytes;

    /// <summary>The most pixels of one camera frame; the predictor has the same limit for images.</summary>
    public int MaxPixels { get; init; } = DefaultMaxPixels;

    public bool IsLocal => IPAddress.IsLoopback(Address);

    public long MaxRequestBytes => (long)MaxImageBytes + FormOverhead;

    /// <summary>A batch takes as much as five of the largest images.</summary>
    public long MaxBatchBytes => (5L * MaxImageBytes) + FormOverhead;
}
