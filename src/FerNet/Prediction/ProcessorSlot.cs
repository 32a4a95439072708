namespace FerNet.Prediction;

/// <summary>
/// One of as many places as the process may use processors, held while a picture is decoded and searched. More of them at once would not be faster, since
/// each keeps a processor busy, but each would hold a decoded picture and a network's activations in memory. The default value holds no place.
/// </summary>
internal readonly struct ProcessorSlot : IDisposable
{
    private static readonly SemaphoreSlim Free = new(Environment.ProcessorCount);

    private readonly bool isTaken;

    private ProcessorSlot(bool isTaken) => this.isTaken = isTaken;

    /// <summary>Waits for a place.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static ProcessorSlot Take(CancellationToken cancellationToken)
    {
        Free.Wait(cancellationToken);
        return new ProcessorSlot(true);
    }

    /// <inheritdoc cref="Take"/>
    public static async ValueTask<ProcessorSlot> TakeAsync(CancellationToken cancellationToken)
    {
        await Free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new ProcessorSlot(true);
    }

    public void Dispose()
    {
        if (isTaken) Free.Release();
    }
}
