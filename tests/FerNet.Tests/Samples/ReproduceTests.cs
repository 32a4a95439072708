namespace FerNet.Tests.Samples;

/// <summary>The command that trains the package's models anew, with one epoch and few faces instead of hours and all.</summary>
public class ReproduceTests
{
    [Fact]
    public void All_models_are_trained_and_those_that_are_there_stay()
    {
        using TemporaryFolder folder = new();
        string[] line = ["reproduce", "--data", DrawnFiles.Csv(folder, 10), "--output", folder.File("models"), "--epochs", "1", "--limit", "49"];
        Shell trained = Shell.Run(line);
        Assert.True(trained.Code == 0, trained.Error);
        string[] models = [.. Directory.EnumerateFileSystemEntries(folder.File("models")).Select(Path.GetFileName).OfType<string>().Where(name => !name.Contains(".curve.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(["default.zip", "fast.zip", "first.zip", "second.zip", "third.zip", "unrefined-fast.zip"], models);

        using EmotionModel mean = EmotionModel.Load(folder.File("models/default.zip")), small = EmotionModel.Load(folder.File("models/fast.zip"));
        Assert.Contains("0.6 'default'", mean.Card.Recipe, StringComparison.Ordinal);
        Assert.Equal("fast", small.Card.Name);

        File.Delete(folder.File("models/fast.zip"));
        Shell again = Shell.Run(line);
        Assert.Equal(0, again.Code);
        Assert.Equal(5, again.Error.Split("is there already.").Length - 1);
        Assert.True(File.Exists(folder.File("models/fast.zip")));
    }
}
