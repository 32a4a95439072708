namespace FerNet.Models;

/// <summary>Options of <see cref="EmotionModel.ExportOnnx(string, OnnxExportOptions)"/>. Immutable.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>
    /// Whether the graph has only float32 numbers and operators of the standard domain, as OpenCV's DNN module needs. Otherwise it is
    /// written as the model stores it: large weights as float16, and a node that labels the seven probabilities for ML.NET. The
    /// probabilities are the same. Default: false.
    /// </summary>
    /// <remarks>OpenCV 4.6 scores one face at a time: [1, 1, 48, 48].</remarks>
    public bool Plain { get; init; }
}
