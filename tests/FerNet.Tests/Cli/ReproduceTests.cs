using FerNet.Models;
using FerNet.Tests.Support;

namespace FerNet.Tests.Cli;

/// <summary>The command that trains the package's models anew, with one epoch and few faces instead of hours and all.</summary>
public class ReproduceTests
{
    [Fact]
    public void All_models_are_trained_and_those_that_are_there_stay()
    {
        using TemporaryFolder folder = new();
        string[] line =
            ["reproduce", "--data", DrawnFiles.Csv(folder, 10), "--output", folder.File("models"), "--epochs", "1", "--limit", "49"];
        Shell trained = Shell.Run(line);
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Contains("Ctrl-C stops; the same command continues.", trained.Error, StringComparison.Ordinal);
        string[] models = [.. Directory.EnumerateFileSystemEntries(folder.File("models")).Select(Path.GetFileName).OfType<string>()
            .Where(name => !name.Contains(".curve.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(["default.zip", "fast.zip", "teacher-a.zip", "teacher-b.zip", "teacher-c.zip", "teacher-d.zip"], models);

        using EmotionModel large = EmotionModel.Load(folder.File("models/default.zip")),
            small = EmotionModel.Load(folder.File("models/fast.zip"));
        Assert.StartsWith("student: ", large.Card.Recipe, StringComparison.Ordinal);
        Assert.Equal("fast", small.Card.Name);
        Assert.True(new FileInfo(folder.File("models/default.zip")).Length <= 4_000_000
            && new FileInfo(folder.File("models/fast.zip")).Length <= 1_000_000);

        // A training that was stopped leaves a model that is not finished.
        byte[] unfinished = ModelFacts.WithCard(small.Graph, small.Card with { IsUnfinished = true });
        using (EmotionModel stopped = EmotionModel.FromOwnGraph(unfinished, "fast", new ModelColumns()))
            stopped.Save(folder.File("models/fast.zip"));
        Shell again = Shell.Run(line);
        Assert.Equal(0, again.Code);
        Assert.Equal(5, again.Error.Split("is there already.").Length - 1);
        using EmotionModel finished = EmotionModel.Load(folder.File("models/fast.zip"));
        Assert.False(finished.Card.IsUnfinished);
    }

    [Fact]
    public void A_dry_run_lists_the_commands_and_trains_nothing()
    {
        using TemporaryFolder folder = new();
        Shell listed = Shell.Run("reproduce", "--data", "fer2013.csv", "--output", folder.File("models"), "--device", "cuda", "--dry-run");
        Assert.Equal(0, listed.Code);
        string[] lines = listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("fernet train --data fer2013.csv --network ", line, StringComparison.Ordinal));
        Assert.Contains("--network default --recipe student --epochs 80 --seed 1 --device cuda --teacher ", lines[4],
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("models")));
        Shell careful = Shell.Run(
            "reproduce", "--data", "fer2013.csv", "--output", folder.File("models"), "--dry-run", "--skip-bad-rows", "--no-votes");
        Assert.All(careful.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains(" --skip-bad-rows --no-votes ", line, StringComparison.Ordinal));
    }
}
