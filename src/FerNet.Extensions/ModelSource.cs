using Microsoft.Extensions.Hosting;

namespace FerNet.Extensions;

/// <summary>Where the model of a setting comes from.</summary>
/// <param name="setting">The name of a shipped model, or a path.</param>
/// <param name="host">Whose content root relative paths are in; null for the folder that the program runs in.</param>
internal sealed class ModelSource(string? setting, IHostEnvironment? host)
{
    private const string Default = "default", Fast = "fast";

    /// <summary>Why no model can be loaded; null where there is one.</summary>
    public string? Problem
    {
        get
        {
            if (string.IsNullOrWhiteSpace(setting)) return $"The setting Model is empty; set '{Default}', '{Fast}' or the path of a file.";
            if (setting is Default or Fast || File.Exists(FullPath)) return null;
            return $"There is no model at {FullPath}; set Model to '{Default}', '{Fast}' or the path of a zip or .onnx file.";
        }
    }

    private string FullPath =>
        host is null ? Path.GetFullPath(setting!) : Path.GetFullPath(setting!, Path.GetFullPath(host.ContentRootPath));

    public EmotionPredictor Load(EmotionPredictorOptions options) => setting switch
    {
        Default => EmotionPredictor.CreateDefault(options),
        Fast => EmotionPredictor.CreateFast(options),
        _ => EmotionPredictor.Load(FullPath, options),
    };
}
