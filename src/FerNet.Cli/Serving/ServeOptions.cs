using System.Net;

namespace FerNet.Cli.Serving;

/// <summary>The address and limits of the service.</summary>
internal sealed record ServeOptions
{
    public const int DefaultPort = 5080, DefaultMaxBytes = 20_000_000, DefaultMaxPixels = 40_000_000;

    /// <summary>Upper bound of the limit of bytes, because images are kept in memory.</summary>
    public const int HighestMaxBytes = 200_000_000;

    /// <summary>Maximum number of images in one batch.</summary>
    public const int MaxBatchImages = 100;

    /// <summary>Maximum number of bytes of a form in addition to the content of its parts.</summary>
    private const int FormOverhead = 65_536;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any free port.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Maximum number of bytes of an image or a camera frame.</summary>
    public int MaxImageBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Maximum number of pixels of a camera frame; the predictor has the same limit for images.</summary>
    public int MaxPixels { get; init; } = DefaultMaxPixels;

    public bool IsLocal => IPAddress.IsLoopback(Address);

    public long MaxRequestBytes => (long)MaxImageBytes + FormOverhead;

    /// <summary>A batch may have as many bytes as five images of the maximum size.</summary>
    public long MaxBatchBytes => (5L * MaxImageBytes) + FormOverhead;
}
