namespace FerNet.Utilities;

/// <summary>
/// One of as many places as the process may use processors, held while an image is decoded and searched. More of them at once would not be
/// faster, since each keeps a processor busy, but each would hold a decoded image and a network's activations in memory. The default
/// value holds no place. Who takes a place while the thread holds one gets the default value, so that nested searches never wait for one
/// another.
/// </summary>
internal readonly struct ProcessorSlot : IDisposable
{
    private static readonly SemaphoreSlim Free = new(Environment.ProcessorCount);

    [ThreadStatic]
    private static bool isHeldByThread;

    private readonly bool isTaken;
    private readonly SemaphoreSlim? places;

    private ProcessorSlot(SemaphoreSlim? places) => (isTaken, this.places) = (true, places);

    /// <summary>Waits for a place, unless the thread holds one. Dispose it on the same thread.</summary>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <param name="places">A narrower limit, of which one place is taken too; null for none.</param>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static ProcessorSlot Take(CancellationToken cancellationToken, SemaphoreSlim? places = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (isHeldByThread) return default;
        places?.Wait(cancellationToken);
        try
        {
            Free.Wait(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            places?.Release();
            throw;
        }
        return new ProcessorSlot(places).OnThisThread();
    }

    /// <summary>
    /// Waits for a place without blocking the thread; call <see cref="OnThisThread"/> on the one that uses and disposes it.
    /// </summary>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static async ValueTask<ProcessorSlot> TakeAsync(CancellationToken cancellationToken, SemaphoreSlim? places = null)
    {
        if (places is not null) await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Free.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            places?.Release();
            throw;
        }
        return new ProcessorSlot(places);
    }

    /// <summary>Notes that this thread holds the place from now on.</summary>
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
        places?.Release();
    }
}
