using System.Numerics.Tensors;
using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Models;

/// <summary>Scores patches in batches with one ONNX Runtime session. Thread-safe.</summary>
/// <param name="graph">The ONNX graph.</param>
/// <param name="name">The name to use in messages.</param>
/// <param name="limits">The size limits of the graph.</param>
/// <param name="settings">Settings of the session.</param>
/// <exception cref="InvalidDataException">The graph does not have the structure that FerNet writes.</exception>
internal sealed class Scorer(byte[] graph, string name, GraphLimits limits, SessionSettings settings) : IDisposable
{
    private const int ScoringBatchSize = 64;
    private readonly OnnxSession session = GraphSession.Create(graph, name, GraphPolicies.Emotions, limits, settings);

    /// <summary>One row of seven for each patch of 2,304 gray levels.</summary>
    /// <param name="patches">[N, 48, 48], one byte per pixel.</param>
    /// <param name="output"><see cref="OnnxExport.Scores"/> or <see cref="OnnxExport.Logits"/>.</param>
    /// <param name="cancellationToken">Checked before each batch; stops the wait for a run.</param>
    /// <exception cref="ObjectDisposedException">The scorer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    /// <exception cref="InvalidDataException">The network's outputs are not probabilities.</exception>
    public float[] Run(ReadOnlySpan<byte> patches, string output = OnnxExport.Scores, CancellationToken cancellationToken = default)
    {
        int count = patches.Length / FacePatch.PixelCount;
        float[] rows = new float[count * EmotionExtensions.Count];
        float[] levels = new float[Math.Min(count, ScoringBatchSize) * FacePatch.PixelCount];
        for (int first = 0; first < count; first += ScoringBatchSize)
        {
            int size = Math.Min(ScoringBatchSize, count - first);
            ReadOnlySpan<byte> batch = patches.Slice(first * FacePatch.PixelCount, size * FacePatch.PixelCount);
            TensorPrimitives.ConvertTruncating<byte, float>(batch, levels);
            float[] scores = session.Run(
                levels.AsMemory(0, batch.Length), [size, 1, FacePatch.Size, FacePatch.Size], [output],
                outputs => Read(outputs[0], output, size), cancellationToken);
            scores.CopyTo(rows, first * EmotionExtensions.Count);
        }
        return rows;
    }

    /// <summary>The same for each face of a dataset.</summary>
    public float[] Run(FerDataset faces, string output, CancellationToken cancellationToken)
    {
        const int Block = 1024;
        float[] rows = new float[faces.Count * EmotionExtensions.Count];
        byte[] patches = new byte[Math.Min(Block, faces.Count) * FacePatch.PixelCount];
        for (int first = 0; first < faces.Count; first += Block)
        {
            int count = Math.Min(Block, faces.Count - first);
            for (int i = 0; i < count; i++) faces.Pixels(first + i).CopyTo(patches.AsSpan(i * FacePatch.PixelCount));
            Run(patches.AsSpan(0, count * FacePatch.PixelCount), output, cancellationToken).CopyTo(rows, first * EmotionExtensions.Count);
        }
        return rows;
    }

    public void Dispose() => session.Dispose();

    private float[] Read(OrtValue value, string output, int count)
    {
        float[] rows = session.Numbers(value, output, count, EmotionExtensions.Count).ToArray();
        for (int first = 0; output == OnnxExport.Scores && first < rows.Length; first += EmotionExtensions.Count)
        {
            if (!ScoreCheck.AreProbabilities(rows.AsSpan(first, EmotionExtensions.Count)))
                throw new InvalidDataException(ScoreCheck.Message(name, rows.AsSpan(first, EmotionExtensions.Count)));
        }
        return rows;
    }
}
