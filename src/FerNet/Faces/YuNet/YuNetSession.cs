using FerNet.Checks;
using FerNet.Networks.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Faces.YuNet;

/// <summary>Runs a YuNet graph and reads its cells. Thread-safe.</summary>
internal sealed class YuNetSession : IDisposable
{
    public const double SmallestFace = 10;

    public const int LongestSide = 1600;

    private static readonly int[] Strides = [8, 16, 32];
    private static readonly string[] Outputs = [.. from kind in (string[])["cls", "obj", "bbox"] from stride in Strides select $"{kind}_{stride}"];

    private readonly InferenceSession session;
    private readonly string input;

    public YuNetSession(byte[] graph, string name, int threads)
    {
        try
        {
            session = GraphSession.Open(graph, threads);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"{name} is no ONNX file that can be read; a YuNet detector is needed. ({ForeignText.Quote(error.Message)})", error);
        }
        input = session.InputNames[0];
        if (Outputs.FirstOrDefault(output => !session.OutputNames.Contains(output)) is { } missing)
        {
            session.Dispose();
            throw new InvalidDataException($"{name} is no YuNet detector: it has no output '{missing}', only {ForeignText.QuoteList(session.OutputNames)}.");
        }
    }

    /// <summary>Faces from forehead to chin, in pixels of the input: <c>score = sqrt(cls * obj)</c>, <c>centre = (cell + d) * stride</c>, <c>size = exp(d) * stride</c>.</summary>
    public List<DetectedFace> Find(YuNetInput picture, double threshold)
    {
        using RunOptions options = new();
        using OrtValue levels = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, picture.Levels.AsMemory(), [1, 3, picture.Height, picture.Width]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [input], [levels], Outputs);
        List<DetectedFace> faces = [];
        for (int i = 0; i < Strides.Length; i++)
        {
            ReadOnlySpan<float> classes = outputs[i].GetTensorDataAsSpan<float>(), objects = outputs[Strides.Length + i].GetTensorDataAsSpan<float>();
            Read(classes, objects, outputs[(2 * Strides.Length) + i].GetTensorDataAsSpan<float>(), Strides[i], picture.Width / Strides[i], threshold, faces);
        }
        return faces;
    }

    public void Dispose() => session.Dispose();

    private static void Read(
        ReadOnlySpan<float> classes, ReadOnlySpan<float> objects, ReadOnlySpan<float> boxes, int stride, int columns, double threshold, List<DetectedFace> faces)
    {
        for (int cell = 0; cell < classes.Length; cell++)
        {
            float score = MathF.Sqrt(Math.Clamp(classes[cell], 0, 1) * Math.Clamp(objects[cell], 0, 1));
            if (score < threshold) continue;
            ReadOnlySpan<float> box = boxes.Slice(cell * 4, 4);
            float x = ((cell % columns) + box[0]) * stride, y = ((cell / columns) + box[1]) * stride;
            float width = MathF.Exp(box[2]) * stride, height = MathF.Exp(box[3]) * stride;
            faces.Add(new DetectedFace(new FaceBox(x - (width / 2), y - (height / 2), width, height), score));
        }
    }
}
