namespace FerNet.Utilities;

/// <summary>
/// A value that is made when it is first asked for. Unlike <see cref="Lazy{T}"/> it does not keep a failure: the next caller tries again.
/// Thread-safe.
/// </summary>
/// <param name="make">Makes the value; never runs twice at once, and not again once it has succeeded.</param>
internal sealed class RetryingLazy<T>(Func<T> make)
    where T : class
{
    private readonly Lock making = new();
    private volatile T? made;

    /// <summary>The value; null where nobody has asked for it yet.</summary>
    public T? Made => made;

    public T Value
    {
        get
        {
            if (made is { } value) return value;
            lock (making) return made ??= make();
        }
    }
}
