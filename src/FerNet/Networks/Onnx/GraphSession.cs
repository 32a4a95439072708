using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Networks.Onnx;

/// <summary>Opens graphs with ONNX Runtime.</summary>
internal static class GraphSession
{
    /// <param name="graph">The ONNX graph.</param>
    /// <param name="threads">Threads for one call; 0 leaves it to the runtime.</param>
    /// <exception cref="DllNotFoundException">The application lacks ONNX Runtime's native library.</exception>
    public static InferenceSession Open(byte[] graph, int threads)
    {
        try
        {
            using SessionOptions options = new() { IntraOpNumThreads = threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            // Waiting threads sleep: spinning ones take the cores from the application and from each other when many calls run at once.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            return new InferenceSession(graph, options);
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new DllNotFoundException(
                "Prediction needs ONNX Runtime's native library (onnxruntime), which this application does not have for " +
                $"{RuntimeInformation.RuntimeIdentifier}. Add it with: dotnet add package Microsoft.ML.OnnxRuntime", error);
        }
    }
}
