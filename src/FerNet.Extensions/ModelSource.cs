using Microsoft.Extensions.Hosting;

namespace FerNet.Extensions;

/// <summary>Loads the model that a setting specifies.</summary>
/// <param name="setting">The name of a shipped model, or a path.</param>
/// <param name="host">The host whose content root is the base of relative paths; null for the current directory.</param>
internal sealed class ModelSource(string? setting, IHostEnvironment? host)
{
    private const string Default = "default", Fast = "fast";

    /// <summary>Why the model cannot be loaded; null if it exists.</summary>
    public string? Problem
    {
        get
        {
            if (string.IsNullOrWhiteSpace(setting)) return $"The setting Model is empty; set '{Default}', '{Fast}' or the path of a file.";
            if (setting is Default or Fast || File.Exists(FullPath)) return null;
            return $"There is no model file at {FullPath}; set Model to '{Default}', '{Fast}' or the path of a zip or .onnx file.";
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
