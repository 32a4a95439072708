namespace FerNet.Samples.Commands;

/// <summary>The models that a training learns from, open as long as it runs.</summary>
internal sealed class Teachers : IDisposable
{
    private readonly List<EmotionModel> models = [];

    /// <param name="words">Paths of models; "shipped" for the one in the package.</param>
    public Teachers(IEnumerable<string> words)
    {
        try
        {
            foreach (string word in words) models.Add(Choices.OpenNamed(word));
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
