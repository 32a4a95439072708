using Microsoft.Extensions.Logging;

namespace FerNet.Extensions;

/// <summary>All log messages. Event ids are stable and listed in docs/observability.md.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Information,
        "The model {Model} is loaded: network {Network}, digest {Digest}, written by FerNet {FerNetVersion}.")]
    public static partial void LoadedModel(this ILogger logger, string model, string network, string digest, string ferNetVersion);

    [LoggerMessage(2, LogLevel.Warning,
        "An image took {Seconds:0.00} s, its reading and the wait for a processor included; SlowImage is {Limit:0.00} s.")]
    public static partial void SlowImage(this ILogger logger, double seconds, double limit);

    [LoggerMessage(3, LogLevel.Information, "An image was refused: {Reason}")]
    public static partial void ImageRefused(this ILogger logger, string reason);
}
