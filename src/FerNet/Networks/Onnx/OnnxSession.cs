using System.Numerics.Tensors;
using FerNet.Utilities;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FerNet.Networks.Onnx;

/// <summary>A graph opened with ONNX Runtime. Thread-safe, also during disposal: the last running call frees the native session.</summary>
/// <remarks>
/// The number of concurrent runs is limited to the number of processors, because the shared arena keeps its peak memory. See
/// docs/decisions/0049.
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
    /// <param name="name">The name of the graph in messages.</param>
    /// <param name="shrinksArena"> Whether the session has its own arena, which would otherwise keep its peak memory for the lifetime of
    /// the session. </param>
    public OnnxSession(InferenceSession session, string name, bool shrinksArena)
    {
        (this.session, this.name, this.shrinksArena) = (session, name, shrinksArena);
        lifetime = new ResourceLifetime(nameof(OnnxSession), Release);
        inputs = [session.InputNames[0]];
    }

    /// <summary>Runs the graph on its one input. Waits while the maximum number of runs is reached.</summary>
    /// <param name="values">The input's numbers.</param>
    /// <param name="shape">The input's shape.</param>
    /// <param name="outputs">Names of the outputs to compute.</param>
    /// <param name="read"> Reads the outputs, in the order of <paramref name="outputs"/>; they are disposed afterwards. It must not run a
    /// graph, which can deadlock. </param>
    /// <param name="cancellationToken">Cancels the wait; a run that has started is not canceled.</param>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled before the run.</exception>
    /// <exception cref="InvalidDataException">The graph fails, or <paramref name="read"/> refuses its outputs; the message includes the
    /// name.</exception>
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public T Run<T>(Memory<float> values, long[] shape, string[] outputs, Func<IReadOnlyList<OrtValue>, T> read,
        CancellationToken cancellationToken = default)
    {
        using ResourceLifetime.Call use = lifetime.Enter();
        // Before the wait: a call that is blocked by process exit must not hold the semaphore.
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

    /// <summary>Returns the values of an output, after a check that it has the expected shape and that all values are finite.</summary>
    /// <exception cref="InvalidDataException">The output has another shape, or a value is not finite; the message includes the
    /// name.</exception>
    public ReadOnlySpan<float> Numbers(OrtValue output, string outputName, params ReadOnlySpan<long> shape)
    {
        OrtTensorTypeAndShapeInfo info = output.GetTensorTypeAndShape();
        if (info.ElementDataType != TensorElementType.Float || !shape.SequenceEqual(info.Shape))
            throw new InvalidDataException(
                $"{name} cannot be used: its output '{outputName}' has the shape [{string.Join(", ", info.Shape)}] instead of " +
                $"[{string.Join(", ", shape.ToArray())}]. Get the file again.");
        ReadOnlySpan<float> numbers = output.GetTensorDataAsSpan<float>();
        if (!TensorPrimitives.IsFiniteAll(numbers))
            throw new InvalidDataException(
                $"{name} cannot be used: its output '{outputName}' holds infinite or NaN values. Get the file again, " +
                "or train the model anew.");
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
