using FerNet.Networks;
using FerNet.Networks.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.ModelFile;

/// <summary>Scores patches in batches with one session of ONNX Runtime. Thread-safe: a session runs any number of calls at once.</summary>
/// <param name="graph">The ONNX graph.</param>
/// <param name="threads">Threads for one call; 0 leaves it to the runtime.</param>
internal sealed class Scorer(byte[] graph, int threads = 0) : IDisposable
{
    private const int BatchSize = 64;
    private readonly InferenceSession session = GraphSession.Open(graph, threads);

    /// <summary>Whether the graph answers probabilities of emotions.</summary>
    public bool HasScores => session.OutputMetadata.ContainsKey(OnnxExport.Scores);

    /// <summary>One row of seven for each patch of 2,304 grey levels.</summary>
    /// <param name="patches">[N, 48, 48], one byte a pixel.</param>
    /// <param name="output"><see cref="OnnxExport.Scores"/> or <see cref="OnnxExport.Logits"/>.</param>
    public float[] Run(ReadOnlySpan<byte> patches, string output = OnnxExport.Scores)
    {
        int count = patches.Length / FacePatch.PixelCount;
        float[] rows = new float[count * Emotions.Count];
        float[] levels = new float[Math.Min(count, BatchSize) * FacePatch.PixelCount];
        using RunOptions options = new();
        for (int first = 0; first < count; first += BatchSize)
        {
            int size = Math.Min(BatchSize, count - first);
            ReadOnlySpan<byte> batch = patches.Slice(first * FacePatch.PixelCount, size * FacePatch.PixelCount);
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<byte, float>(batch, levels);
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, levels.AsMemory(0, batch.Length), [size, 1, FacePatch.Size, FacePatch.Size]);
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [OnnxExport.Input], [input], [output]);
            outputs[0].GetTensorDataAsSpan<float>().CopyTo(rows.AsSpan(first * Emotions.Count));
        }
        return rows;
    }

    public void Dispose() => session.Dispose();
}
