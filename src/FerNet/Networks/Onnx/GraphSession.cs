using FerNet.Networks.Onnx.Checks;
using FerNet.Networks.Onnx.Format;
using FerNet.Utilities;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Networks.Onnx;

/// <summary>Opens graphs with ONNX Runtime. This is the only place that does, so that every graph is checked first.</summary>
internal static class GraphSession
{
    /// <param name="graph">The ONNX graph.</param>
    /// <param name="name">The name of the graph in messages.</param>
    /// <param name="policy">What the graph may contain.</param>
    /// <param name="limits">The maximum cost of the graph.</param>
    /// <param name="settings">Settings of the session.</param>
    /// <exception cref="DllNotFoundException">The application lacks ONNX Runtime's native library.</exception>
    /// <exception cref="InvalidDataException">The policy does not allow the graph, or ONNX Runtime cannot open it; the message includes the
    /// name.</exception>
    /// <exception cref="InvalidOperationException">The session options that the application set cannot be used.</exception>
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public static OnnxSession Create(byte[] graph, string name, GraphPolicy policy, GraphLimits limits, SessionSettings settings)
    {
        ModelProto model = GraphCheck.Parse(graph, name, policy);
        GraphCheck.Require(model, name, policy, limits);
        using ProcessExit.Call call = ProcessExit.Enter();
        try
        {
            return Open(model, name, policy, settings);
        }
        catch (OnnxRuntimeException error) when (MemoryShortage.IsCause(error))
        {
            throw MemoryShortage.Exception(name, error);
        }
    }

    private static OnnxSession Open(ModelProto model, string name, GraphPolicy policy, SessionSettings settings)
    {
        using SessionOptions options = NewOptions(settings);
        try
        {
            // Serialized again from the checked object: two parsers may read the same bytes differently.
            bool hasOwnArena = options.EnableCpuMemArena && !OnnxRuntimeLibrary.HasSharedArena;
            return new OnnxSession(new InferenceSession(model.ToByteArray(), options), name, shrinksArena: hasOwnArena);
        }
        catch (OnnxRuntimeException error) when (settings.Configure is not null && !MemoryShortage.IsCause(error))
        {
            throw UnusableOptions($"ONNX Runtime cannot open {name} with them", error);
        }
        catch (OnnxRuntimeException error) when (!MemoryShortage.IsCause(error))
        {
            throw new InvalidDataException(
                policy.Message(name, new RefusedGraphException($"ONNX Runtime says: {UntrustedText.Quote(error.Message)}")), error);
        }
    }

    /// <summary>Creates the options of a session. The caller, or the ML.NET session that is created with them, disposes them.</summary>
    /// <exception cref="InvalidOperationException">The session options that the application set cannot be used.</exception>
    public static SessionOptions NewOptions(SessionSettings settings)
    {
        OnnxRuntimeLibrary.Start();
        int threads = settings.Threads;
        SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        // No spinning: with many concurrent calls, spinning threads take processor time from the application and from each other.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (threads == 0 && OnnxRuntimeLibrary.HasSharedPool) options.DisablePerSessionThreads();
        else options.IntraOpNumThreads = threads == 0 ? Environment.ProcessorCount : threads;
        try
        {
            settings.Configure?.Invoke(options);
        }
        catch (Exception error)
        {
            options.Dispose();
            if (error is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
                throw UnusableOptions("ONNX Runtime refuses them", error);
            throw;
        }
        // After Configure, which may turn the arena off.
        if (options.EnableCpuMemArena && OnnxRuntimeLibrary.HasSharedArena)
            options.AddSessionConfigEntry("session.use_env_allocators", "1");
        return options;
    }

    private static InvalidOperationException UnusableOptions(string what, Exception error) => new(
        $"The session options that ConfigureSession sets cannot be used: {what}: {UntrustedText.Quote(error.Message)}. An execution " +
        "provider needs the package that contains it, such as Microsoft.ML.OnnxRuntime.Gpu for CUDA, and its driver; " +
        "docs/deployment.md of the repository lists them. Without ConfigureSession the processor computes.", error);
}
