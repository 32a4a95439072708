namespace FerNet.Utilities;

/// <summary>Prevents calls of native libraries during the end of the process.</summary>
/// <remarks>
/// When a process ends, its C library destroys the static objects of native libraries while background threads still run in them. ONNX
/// Runtime then fails during a call and prints errors. So the exit handler waits for calls in flight, and later calls are blocked until the
/// process ends.
/// </remarks>
internal static class ProcessExit
{
    /// <summary>
    /// The longest time that the exit handler waits for calls in flight, and that a later call is blocked, because another exit handler may
    /// wait for its thread.
    /// </summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private static int calls;
    private static volatile bool isEnding;
    private static volatile int endingThread;

    static ProcessExit() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Wait();

    /// <summary>Begins a native call; dispose the returned value when the call has ended.</summary>
    public static Call Enter()
    {
        Interlocked.Increment(ref calls);
        if (!isEnding || Environment.CurrentManagedThreadId == endingThread) return default;
        Interlocked.Decrement(ref calls);
        Thread.Sleep(MaxWait);
        Interlocked.Increment(ref calls);
        return default;
    }

    private static void Wait()
    {
        endingThread = Environment.CurrentManagedThreadId;
        isEnding = true;
        // Either a call sees the flag, or its count is seen here.
        Interlocked.MemoryBarrier();
        SpinWait.SpinUntil(() => Volatile.Read(ref calls) == 0, MaxWait);
    }

    /// <summary>A native call in flight; disposed once, at its end.</summary>
    internal readonly struct Call : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref calls);
    }
}
