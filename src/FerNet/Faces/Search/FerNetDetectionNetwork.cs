using FerNet.Networks.Detection;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Checks;
using Microsoft.ML.OnnxRuntime;

namespace FerNet.Faces.Search;

/// <summary>FerNet's own detection network: the cells of all feature maps in one row, see <see cref="DetectorFormat"/>.</summary>
internal sealed class FerNetDetectionNetwork : DetectionNetwork
{
    /// <param name="graph">The ONNX graph.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="settings">Settings of the session.</param>
    /// <exception cref="InvalidDataException">The graph does not have the structure that FerNet writes.</exception>
    public FerNetDetectionNetwork(byte[] graph, string name, SessionSettings settings)
        : base(GraphSession.Create(graph, name, GraphPolicies.Detector, GraphLimits.Detector, settings),
            [DetectorFormat.Scores, DetectorFormat.Boxes, DetectorFormat.Landmarks])
    {
    }

    public override bool IsBlueFirst => false;

    public override bool IsMerged => true;

    public override int ReducedCopies => 2;

    protected override void Read(IReadOnlyList<OrtValue> answers, int width, int height, double threshold, List<DetectedFace> faces)
    {
        int cellCount = Strides.Sum(stride => width / stride * (height / stride));
        ReadOnlySpan<float> scores = Numbers(answers, 0, 1, cellCount), boxes = Numbers(answers, 1, 1, cellCount, 4),
            points = Numbers(answers, 2, 1, cellCount, 2 * DetectorFormat.LandmarkCount);
        int first = 0;
        foreach (int stride in Strides)
        {
            FaceCells cells = new(stride, width / stride, Center: 0.5f);
            int count = width / stride * (height / stride);
            for (int cell = 0; cell < count; cell++)
            {
                int cellIndex = first + cell;
                if (scores[cellIndex] >= threshold)
                    faces.Add(cells.Decode(cell, Math.Min(scores[cellIndex], 1),
                        boxes.Slice(cellIndex * 4, 4), points.Slice(cellIndex * 10, 10)));
            }
            first += count;
        }
    }
}
