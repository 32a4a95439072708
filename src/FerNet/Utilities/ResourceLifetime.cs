namespace FerNet.Utilities;

/// <summary>
/// Counts the calls that use a native resource. After disposal, calls in flight complete, the last of them releases the resource, and later
/// calls are refused. Thread-safe.
/// </summary>
/// <param name="owner">The type that <see cref="ObjectDisposedException"/> names.</param>
/// <param name="release">Releases the resource. Runs once, on the thread of the last call or of <see cref="Dispose"/>.</param>
/// <param name="message">The message of the exception for later calls; null for the default message.</param>
internal sealed class ResourceLifetime(string owner, Action release, string? message = null) : IDisposable
{
    /// <summary>The sign bit of <see cref="state"/>; the other bits count calls in flight.</summary>
    private const int Disposed = int.MinValue;

    private int state;

    public bool IsDisposed => Volatile.Read(ref state) < 0;

    /// <summary>Begins a call: nothing is released before the returned value is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The resource was disposed.</exception>
    public Call Enter()
    {
        int seen = Volatile.Read(ref state);
        while (seen >= 0)
        {
            int before = Interlocked.CompareExchange(ref state, seen + 1, seen);
            if (before == seen) return new Call(this);
            seen = before;
        }
        throw message is null ? new ObjectDisposedException(owner) : new ObjectDisposedException(owner, message);
    }

    /// <summary>Refuses later calls. Does not wait for calls in flight. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Or(ref state, Disposed) == 0) release();
    }

    private void Exit()
    {
        if (Interlocked.Decrement(ref state) == Disposed) release();
    }

    /// <summary>A call in flight; disposed once, at its end.</summary>
    internal readonly struct Call(ResourceLifetime lifetime) : IDisposable
    {
        public void Dispose() => lifetime.Exit();
    }
}
