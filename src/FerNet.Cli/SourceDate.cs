using System.Globalization;
using FerNet.Utilities;

namespace FerNet.Cli;

/// <summary>
/// The time that a reproducible build gives its programs: SOURCE_DATE_EPOCH in the environment, seconds since 1970
/// (reproducible-builds.org/specs/source-date-epoch).
/// </summary>
internal static class SourceDate
{
    public const string Variable = "SOURCE_DATE_EPOCH";

    /// <summary>The time; null where none is given.</summary>
    /// <exception cref="UsageException">The variable holds no such number.</exception>
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
