using FerNet.Networks.Detection;
using FerNet.Training.Detection;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Tests.Support;

/// <summary>Runs a detector's graph on bytes, step by step as its format describes.</summary>
internal static class DetectorRuns
{
    /// <summary>The three outputs for images [count, height, width, 3].</summary>
    public static (float[] Scores, float[] Boxes, float[] Landmarks) Run(byte[] graph, byte[] levels, int count, int height, int width)
    {
        float[] planes = new float[levels.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            (int image, int rest) = Math.DivRem(i, height * width * 3);
            planes[(((image * 3) + (rest % 3)) * height * width) + (rest / 3)] = levels[i];
        }
        using InferenceSession session = new(graph);
        using RunOptions options = new();
        using OrtValue input =
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, planes.AsMemory(), [count, 3, height, width]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["Image"], [input], ["Scores", "Boxes", "Landmarks"]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<float>().ToArray(),
            outputs[2].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>The faces in one image [height, width, 3], the surest first.</summary>
    public static FoundFace[] Find(byte[] graph, byte[] levels, int height, int width)
    {
        (float[] scores, float[] boxes, float[] landmarks) = Run(graph, levels, 1, height, width);
        DetectorGrid grid = new(width, height);
        float[] values = new float[grid.Count * DetectorFormat.ValuesPerCell];
        for (int cell = 0; cell < grid.Count; cell++)
        {
            Span<float> row = values.AsSpan(cell * DetectorFormat.ValuesPerCell, DetectorFormat.ValuesPerCell);
            row[0] = MathF.Log(scores[cell] / (1 - scores[cell]));
            boxes.AsSpan(4 * cell, 4).CopyTo(row[1..]);
            landmarks.AsSpan(10 * cell, 10).CopyTo(row[5..]);
        }
        return CellDecoder.Decode(grid, values);
    }
}
