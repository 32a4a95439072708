namespace FerNet.Cli.Commands;

/// <summary>Models named in the arguments, open as long as a command works with them.</summary>
internal sealed class LoadedModels : IDisposable
{
    private readonly List<EmotionModel> models = [];

    /// <param name="words">Paths of models, or "shipped" and "fast" for those in the package.</param>
    public LoadedModels(IEnumerable<string> words)
    {
        try
        {
            foreach (string word in words) models.Add(CommonOptions.OpenModel(word));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<EmotionModel> Models => models;

    public void Dispose()
    {
        foreach (EmotionModel model in models) model.Dispose();
    }
}
