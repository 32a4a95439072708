using System.Globalization;
using FerNet.Utilities;

namespace FerNet.Cli;

/// <summary>
/// The time for reproducible builds: the environment variable SOURCE_DATE_EPOCH, seconds since 1970
/// (reproducible-builds.org/specs/source-date-epoch).
/// </summary>
internal static class SourceDate
{
    public const string Variable = "SOURCE_DATE_EPOCH";

    /// <summary>The time; null if the variable is not set.</summary>
    /// <exception cref="UsageException">The value of the variable is not valid.</exception>
    public static DateTimeOffset? Read() => Parse(Environment.GetEnvironmentVariable(Variable));

    /// <inheritdoc cref="Read"/>
    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new UsageException($"{Variable} is '{UntrustedText.Quote(text)}'; it is a whole number of seconds since 1970.");
    }
}
