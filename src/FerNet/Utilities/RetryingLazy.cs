namespace FerNet.Utilities;

/// <summary>
/// A value that is created on first use. Unlike <see cref="Lazy{T}"/>, it does not cache an exception: the next caller tries again.
/// Thread-safe.
/// </summary>
/// <param name="make">Creates the value; it never runs concurrently, and not again after it has succeeded.</param>
internal sealed class RetryingLazy<T>(Func<T> make)
    where T : class
{
    private readonly Lock making = new();
    private volatile T? made;

    /// <summary>The value; null where it was not created yet.</summary>
    public T? ValueOrNull => made;

    public T Value
    {
        get
        {
            if (made is { } value) return value;
            lock (making) return made ??= make();
        }
    }
}
