namespace FerNet.Utilities;

/// <summary>Keeps calls of native libraries away from the end of the process.</summary>
/// <remarks>
/// When a process ends, its C library destroys the static objects of native libraries while background threads still run in them. ONNX
/// Runtime then fails in the middle of a call and prints errors. So the end waits for calls in flight, and calls that begin later wait for
/// the end.
/// </remarks>
internal static class ProcessExit
{
    /// <summary>
    /// How long the end waits for calls in flight, and how long a later call is held back: some other exit handler may be waiting for its
    /// thread.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static int calls;
    private static volatile bool isEnding;
    private static volatile int endingThread;

    static ProcessExit() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Wait();

    /// <summary>Begins a native call; the returned value is disposed when it has ended.</summary>
    public static Call Enter()
    {
        Interlocked.Increment(ref calls);
        if (!isEnding || Environment.CurrentManagedThreadId == endingThread) return default;
        Interlocked.Decrement(ref calls);
        Thread.Sleep(Patience);
        Interlocked.Increment(ref calls);
        return default;
    }

    private static void Wait()
    {
        endingThread = Environment.CurrentManagedThreadId;
        isEnding = true;
        // Either a call sees the flag, or it is seen here.
        Interlocked.MemoryBarrier();
        SpinWait.SpinUntil(() => Volatile.Read(ref calls) == 0, Patience);
    }

    /// <summary>A native call in flight; disposed once, at its end.</summary>
    internal readonly struct Call : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref calls);
    }
}
