using FerNet.Utilities;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Networks.Onnx;

/// <summary>Opens graphs with ONNX Runtime.</summary>
internal static class GraphSession
{
    /// <param name="graph">The ONNX graph.</param>
    /// <param name="threads">Threads for one call; 0 for as many as the process may use.</param>
    /// <exception cref="DllNotFoundException">The application lacks ONNX Runtime's native library.</exception>
    /// <exception cref="OnnxRuntimeException">The graph cannot be read.</exception>
    public static OnnxSession Create(byte[] graph, int threads)
    {
        using ProcessExit.Call call = ProcessExit.Enter();
        using SessionOptions options = NewOptions(threads);
        return new OnnxSession(new InferenceSession(graph, options));
    }

    /// <summary>The settings of every session; the caller, or the session that it opens, disposes them.</summary>
    public static SessionOptions NewOptions(int threads)
    {
        OnnxRuntimeLibrary.Start();
        SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        // Waiting threads sleep: spinning ones take the cores from the application and from each other when many calls run at once.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (threads == 0 && OnnxRuntimeLibrary.HasSharedPool) options.DisablePerSessionThreads();
        else options.IntraOpNumThreads = threads == 0 ? Environment.ProcessorCount : threads;
        return options;
    }
}
