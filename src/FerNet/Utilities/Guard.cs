using System.Runtime.CompilerServices;

namespace FerNet.Utilities;

/// <summary>Checks settings and arguments, with uniform messages: the value, the limit, the name.</summary>
internal static class Guard
{
    public static int AtLeast(int value, int least, string name) => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} is {value}; it must be at least {least}."));

    public static long AtLeast(long value, long least, string name) => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} is {value}; it must be at least {least}."));

    public static double Between(double value, double least, double most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, Invariant($"{name} is {value}; it must lie between {least} and {most}."));

    /// <summary>Refuses a value that the enumeration does not define.</summary>
    public static T Defined<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum => Enum.IsDefined(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value,
            $"{name} is {value}, which {typeof(T).Name} does not know; take one of {string.Join(", ", Enum.GetNames<T>())}.");

    /// <summary>Refuses a negative time.</summary>
    public static TimeSpan NotNegative(TimeSpan value, [CallerMemberName] string name = "") => value >= TimeSpan.Zero
        ? value
        : throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it must not be negative.");

    /// <summary>
    /// Refuses a stream that was already read to its end, which is a common mistake. Empty streams pass, because they get another message.
    /// </summary>
    public static void NotAtEnd(Stream stream, string name, string what)
    {
        if (stream.CanSeek && stream.Length > 0 && stream.Position >= stream.Length)
            throw new InvalidDataException(
                Invariant($"{name} stands at its end, byte {stream.Position:N0} of {stream.Length:N0}; set its Position to where the ") +
                Invariant($"{what} begins."));
    }

    public static T NotNull<T>(T? value, [CallerMemberName] string name = "")
        where T : class => value ?? throw new ArgumentNullException(name, $"{name} is null; leave it out for its default.");
}
