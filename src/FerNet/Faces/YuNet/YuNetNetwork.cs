using FerNet.Faces.Search;
using FerNet.Networks.Onnx;
using FerNet.Utilities;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Faces.YuNet;

/// <summary>
/// A YuNet network: <c>score = sqrt(cls * obj)</c>, <c>center = (cell + d) * stride</c>, <c>size = exp(d) * stride</c>, <c>point = (cell +
/// d) * stride</c>.
/// </summary>
internal sealed class YuNetNetwork : DetectionNetwork
{
    private static readonly string[] Outputs =
        [.. from kind in (string[])["cls", "obj", "bbox", "kps"] from stride in Strides select $"{kind}_{stride}"];

    /// <param name="graph">The ONNX graph.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="threads">Threads for one call; 0 for as many as the process may use.</param>
    /// <exception cref="InvalidDataException">The graph lacks an output.</exception>
    public YuNetNetwork(byte[] graph, string name, int threads)
        : base(OpenChecked(graph, name, threads), Outputs)
    {
    }

    public override bool IsBlueFirst => true;

    protected override void Read(IReadOnlyList<OrtValue> answers, int width, int height, double threshold, List<DetectedFace> faces)
    {
        int maps = Strides.Count;
        for (int map = 0; map < maps; map++)
        {
            FaceCells cells = new(Strides[map], width / Strides[map], Center: 0);
            ReadOnlySpan<float> classes = answers[map].GetTensorDataAsSpan<float>(),
                objects = answers[maps + map].GetTensorDataAsSpan<float>();
            ReadOnlySpan<float> boxes = answers[(2 * maps) + map].GetTensorDataAsSpan<float>(),
                points = answers[(3 * maps) + map].GetTensorDataAsSpan<float>();
            for (int cell = 0; cell < classes.Length; cell++)
            {
                float score = MathF.Sqrt(Math.Clamp(classes[cell], 0, 1) * Math.Clamp(objects[cell], 0, 1));
                if (score >= threshold) faces.Add(cells.Decode(cell, score, boxes.Slice(cell * 4, 4), points.Slice(cell * 10, 10)));
            }
        }
    }

    private static OnnxSession OpenChecked(byte[] graph, string name, int threads)
    {
        OnnxSession session = OpenSession(graph, name, "a YuNet detector", threads);
        if (Outputs.FirstOrDefault(output => !session.OutputNames.Contains(output)) is not { } missing) return session;
        string outputs = UntrustedText.QuoteList(session.OutputNames);
        session.Dispose();
        throw new InvalidDataException($"{name} is no YuNet detector: it has no output '{missing}', only {outputs}.");
    }
}
