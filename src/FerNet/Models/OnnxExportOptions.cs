namespace FerNet.Models;

/// <summary>How <see cref="EmotionModel.ExportOnnx(string, OnnxExportOptions)"/> writes the graph. Immutable.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>
    /// Whether the graph holds float32 numbers and operators of the standard domain only, as OpenCV's DNN module needs; otherwise it is as
    /// the model keeps it: large weights as float16, and a node that names the seven probabilities for ML.NET. The probabilities are the
    /// same. False by default.
    /// </summary>
    /// <remarks>OpenCV 4.6 scores one face at a time: [1, 1, 48, 48].</remarks>
    public bool Plain { get; init; }
}
