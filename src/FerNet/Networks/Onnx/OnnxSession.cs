using System.Numerics.Tensors;
using FerNet.Utilities;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FerNet.Networks.Onnx;

/// <summary>
/// A graph that ONNX Runtime has opened. Thread-safe, also while it is disposed: the last call in flight frees the native session.
/// </summary>
/// <remarks>
/// As many graphs run at once as the process may use processors: the arena, which all sessions share, keeps what the busiest moment
/// needed. See docs/decisions/0049.
/// </remarks>
internal sealed class OnnxSession : IDisposable
{
    private static readonly SemaphoreSlim Runs = new(Environment.ProcessorCount, Environment.ProcessorCount);

    private readonly InferenceSession session;
    private readonly string name;
    private readonly bool shrinksArena;
    private readonly ResourceLifetime lifetime;
    private readonly string[] inputs;

    /// <param name="session">The native session, which is disposed with this one.</param>
    /// <param name="name">What messages call the graph.</param>
    /// <param name="shrinksArena">
    /// Whether the session has an arena of its own, which would keep what its busiest moment needed for as long as it lives.
    /// </param>
    public OnnxSession(InferenceSession session, string name, bool shrinksArena)
    {
        (this.session, this.name, this.shrinksArena) = (session, name, shrinksArena);
        lifetime = new ResourceLifetime(nameof(OnnxSession), Release);
        inputs = [session.InputNames[0]];
    }

    /// <summary>Runs the graph on its one input; waits while too many others run.</summary>
    /// <param name="values">The input's numbers.</param>
    /// <param name="shape">The input's shape.</param>
    /// <param name="outputs">Names of the outputs to compute.</param>
    /// <param name="read">
    /// Reads the outputs, in the order of their names; they are gone afterwards. It must not run a graph: this can deadlock.
    /// </param>
    /// <param name="cancellationToken">Stops the wait; the run itself goes on to its end.</param>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled before the run.</exception>
    /// <exception cref="InvalidDataException">The graph fails, or <paramref name="read"/> refuses what it gives; the message names
    /// it.</exception>
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public T Run<T>(Memory<float> values, long[] shape, string[] outputs, Func<IReadOnlyList<OrtValue>, T> read,
        CancellationToken cancellationToken = default)
    {
        using ResourceLifetime.Call use = lifetime.Enter();
        // Before the wait: a call that the end of the process holds back must not keep a place.
        using ProcessExit.Call call = ProcessExit.Enter();
        Runs.Wait(cancellationToken);
        try
        {
            using RunOptions options = new();
            if (shrinksArena) options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
            using IDisposableReadOnlyCollection<OrtValue> results = Compute(options, input, shape, outputs);
            return read(results);
        }
        catch (OnnxRuntimeException error) when (MemoryShortage.IsCause(error))
        {
            throw MemoryShortage.Exception(name, error);
        }
        finally
        {
            Runs.Release();
        }
    }

    /// <summary>The numbers of an output, after a check that it has the shape that was promised, and that all of them are finite.</summary>
    /// <exception cref="InvalidDataException">It has not, or they are not; the message names the graph.</exception>
    public ReadOnlySpan<float> Numbers(OrtValue output, string outputName, params ReadOnlySpan<long> shape)
    {
        OrtTensorTypeAndShapeInfo info = output.GetTensorTypeAndShape();
        if (info.ElementDataType != TensorElementType.Float || !shape.SequenceEqual(info.Shape))
            throw new InvalidDataException(
                $"{name} cannot be used: its output '{outputName}' has the shape [{string.Join(", ", info.Shape)}] instead of " +
                $"[{string.Join(", ", shape.ToArray())}]. Take a fresh copy of the file.");
        ReadOnlySpan<float> numbers = output.GetTensorDataAsSpan<float>();
        if (!TensorPrimitives.IsFiniteAll(numbers))
            throw new InvalidDataException(
                $"{name} cannot be used: its output '{outputName}' holds numbers that are infinite or none. Take a fresh copy of the " +
                "file, or train the model anew.");
        return numbers;
    }

    private IDisposableReadOnlyCollection<OrtValue> Compute(RunOptions options, OrtValue input, long[] shape, string[] outputs)
    {
        try
        {
            return session.Run(options, inputs, [input], outputs);
        }
        catch (OnnxRuntimeException error) when (!MemoryShortage.IsCause(error))
        {
            throw new InvalidDataException(
                $"{name} cannot be computed for an input of the shape [{string.Join(", ", shape)}]: " +
                $"{UntrustedText.Quote(error.Message)}", error);
        }
    }

    public void Dispose() => lifetime.Dispose();

    private void Release()
    {
        using ProcessExit.Call call = ProcessExit.Enter();
        session.Dispose();
    }
}
