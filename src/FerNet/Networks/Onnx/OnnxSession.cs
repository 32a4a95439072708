using FerNet.Utilities;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Networks.Onnx;

/// <summary>
/// A graph that ONNX Runtime has opened. Thread-safe, also while it is disposed: the last call in flight frees the native session.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly ResourceLifetime lifetime;
    private readonly string[] inputs;

    /// <param name="session">The native session, which is disposed with this one.</param>
    public OnnxSession(InferenceSession session)
    {
        this.session = session;
        lifetime = new ResourceLifetime(nameof(OnnxSession), Release);
        inputs = [session.InputNames[0]];
        OutputNames = [.. session.OutputNames];
    }

    public IReadOnlyList<string> OutputNames { get; }

    /// <summary>Runs the graph on its one input.</summary>
    /// <param name="values">The input's numbers.</param>
    /// <param name="shape">The input's shape.</param>
    /// <param name="outputs">Names of the outputs to compute.</param>
    /// <param name="read">Reads the outputs, in the order of their names; they are gone afterwards.</param>
    /// <param name="cancellationToken">Checked once, before the run.</param>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled before the run.</exception>
    public T Run<T>(Memory<float> values, long[] shape, string[] outputs, Func<IReadOnlyList<OrtValue>, T> read,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using ResourceLifetime.Call use = lifetime.Enter();
        using ProcessExit.Call call = ProcessExit.Enter();
        using RunOptions options = new();
        // Otherwise the session keeps what its calls needed at the busiest moment for as long as it lives. See docs/reliability.md.
        options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, inputs, [input], outputs);
        return read(results);
    }

    public void Dispose() => lifetime.Dispose();

    private void Release()
    {
        using ProcessExit.Call call = ProcessExit.Enter();
        session.Dispose();
    }
}
