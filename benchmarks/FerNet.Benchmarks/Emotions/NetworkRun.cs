using Microsoft.ML.OnnxRuntime;

namespace FerNet.Benchmarks.Emotions;

/// <summary>A network for one face in ONNX Runtime, on one thread.</summary>
/// <param name="network">The ONNX file.</param>
/// <param name="shape">The shape of its input.</param>
internal sealed class NetworkRun(byte[] network, params long[] shape) : IDisposable
{
    private readonly InferenceSession session =
        new(network, new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR });

    /// <summary>The first output.</summary>
    public float[] Score(float[] input)
    {
        using RunOptions run = new();
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using IDisposableReadOnlyCollection<OrtValue> answers =
            session.Run(run, [session.InputNames[0]], [value], [session.OutputNames[0]]);
        return answers[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose() => session.Dispose();
}
