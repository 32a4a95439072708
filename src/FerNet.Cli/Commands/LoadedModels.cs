namespace FerNet.Cli.Commands;

/// <summary>Opens the models of the arguments and disposes them.</summary>
internal sealed class LoadedModels : IDisposable
{
    private readonly List<EmotionModel> models = [];

    /// <param name="words">Paths of models, or "shipped" and "fast" for the shipped models.</param>
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
