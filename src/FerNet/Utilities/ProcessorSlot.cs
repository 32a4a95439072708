namespace FerNet.Utilities;

/// <summary>
/// A slot that is held while an image is decoded and searched; there are as many slots as processors that the process may use. More
/// concurrent images would need more memory but would not be faster, because each keeps a processor busy. The default value holds no slot.
/// A thread that already holds a slot gets the default value, so that nested searches cannot deadlock.
/// </summary>
internal readonly struct ProcessorSlot : IDisposable
{
    private static readonly SemaphoreSlim Free = new(Environment.ProcessorCount);

    [ThreadStatic]
    private static bool isHeldByThread;

    private readonly bool isTaken;
    private readonly SemaphoreSlim? concurrencyLimit;

    private ProcessorSlot(SemaphoreSlim? concurrencyLimit) => (isTaken, this.concurrencyLimit) = (true, concurrencyLimit);

    /// <summary>Waits for a slot, unless the thread holds one. Dispose it on the same thread.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="concurrencyLimit">A lower limit, which is also entered; null for none.</param>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static ProcessorSlot Take(CancellationToken cancellationToken, SemaphoreSlim? concurrencyLimit = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (isHeldByThread) return default;
        concurrencyLimit?.Wait(cancellationToken);
        try
        {
            Free.Wait(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            concurrencyLimit?.Release();
            throw;
        }
        return new ProcessorSlot(concurrencyLimit).OnThisThread();
    }

    /// <summary>Waits for a slot asynchronously. Call <see cref="OnThisThread"/> on the thread that uses and disposes the slot.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static async ValueTask<ProcessorSlot> TakeAsync(CancellationToken cancellationToken, SemaphoreSlim? concurrencyLimit = null)
    {
        if (concurrencyLimit is not null) await concurrencyLimit.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Free.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            concurrencyLimit?.Release();
            throw;
        }
        return new ProcessorSlot(concurrencyLimit);
    }

    /// <summary>Records that this thread holds the slot.</summary>
    public ProcessorSlot OnThisThread()
    {
        if (isTaken) isHeldByThread = true;
        return this;
    }

    public void Dispose()
    {
        if (!isTaken) return;
        isHeldByThread = false;
        Free.Release();
        concurrencyLimit?.Release();
    }
}
