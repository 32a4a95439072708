using FerNet.Faces.Search;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
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
    /// <param name="name">The name to use in messages.</param>
    /// <param name="settings">Settings of the session.</param>
    /// <exception cref="InvalidDataException">The graph is not a YuNet network.</exception>
    public YuNetNetwork(byte[] graph, string name, SessionSettings settings)
        : base(GraphSession.Create(graph, name, GraphPolicies.YuNet, GraphLimits.Detector, settings), Outputs)
    {
    }

    public override bool IsBlueFirst => true;

    protected override void Read(IReadOnlyList<OrtValue> answers, int width, int height, double threshold, List<DetectedFace> faces)
    {
        int maps = Strides.Count;
        for (int map = 0; map < maps; map++)
        {
            FaceCells cells = new(Strides[map], width / Strides[map], Center: 0);
            int count = width / Strides[map] * (height / Strides[map]);
            ReadOnlySpan<float> classes = Numbers(answers, map, 1, count, 1), objects = Numbers(answers, maps + map, 1, count, 1),
                boxes = Numbers(answers, (2 * maps) + map, 1, count, 4), points = Numbers(answers, (3 * maps) + map, 1, count, 10);
            for (int cell = 0; cell < count; cell++)
            {
                float score = MathF.Sqrt(Math.Clamp(classes[cell], 0, 1) * Math.Clamp(objects[cell], 0, 1));
                if (score >= threshold) faces.Add(cells.Decode(cell, score, boxes.Slice(cell * 4, 4), points.Slice(cell * 10, 10)));
            }
        }
    }
}
