using FerNet.Cli;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

public class ReproducibleModelTests
{
    private static readonly DateTimeOffset Time = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private static readonly EmotionTrainerOptions Options = new()
    {
        Network = SmallNetworks.Residual,
        Recipe = new TrainingRecipe { LearningRate = 0.03, BatchSize = 20, Epochs = 2, CalibrationFraction = 0.1 },
        Reproducible = true,
    };

    [Fact]
    public void Two_trainings_save_equal_bytes_and_a_model_saves_the_same_each_time()
    {
        byte[] first = Train(Options), second = Train(Options);
        Assert.Equal(first, second);
        using EmotionModel model = EmotionModel.Load(new MemoryStream(first));
        Assert.Equal((null, TimeSpan.Zero), (model.Card.Created, model.Card.TrainingTime));
        Assert.Contains("trained: 2 epochs, seed 1", model.Card.ToString(), StringComparison.Ordinal);
        using MemoryStream once = new(), again = new();
        model.Save(once);
        // A zip states times of two seconds.
        Thread.Sleep(2100);
        model.Save(again);
        Assert.Equal(once.ToArray(), again.ToArray());
        Assert.NotEqual(first, Train(Options with { Seed = 2 }));
    }

    [Fact]
    public void The_card_states_the_time_that_is_given_and_by_default_when_the_training_ended()
    {
        byte[] first = Train(Options with { Created = Time }),
            second = Train(Options with { Created = Time.ToOffset(TimeSpan.FromHours(2)) });
        Assert.Equal(first, second);
        using EmotionModel model = EmotionModel.Load(new MemoryStream(first));
        Assert.Equal((Time, TimeSpan.Zero), (model.Card.Created, model.Card.TrainingTime));

        DateTimeOffset before = DateTimeOffset.UtcNow;
        using EmotionModel plain = EmotionModel.Load(new MemoryStream(Train(Options with { Reproducible = false })));
        Assert.InRange(plain.Card.Created!.Value, before, DateTimeOffset.UtcNow);
        Assert.True(plain.Card.TrainingTime > TimeSpan.Zero);
    }

    [Fact]
    public void A_stream_takes_a_model_behind_what_it_holds()
    {
        using EmotionModel model = SmallModel.Load();
        using MemoryStream alone = new(), file = new();
        model.Save(alone);
        file.Write([1, 2, 3]);
        model.Save(file);
        Assert.Equal([1, 2, 3, .. alone.ToArray()], file.ToArray());
    }

    [Fact]
    public void The_command_line_takes_the_time_of_a_reproducible_build()
    {
        using TemporaryFolder folder = new();
        string data = DrawnFiles.Csv(folder, 6);
        byte[][] models =
            [.. ((string[])["a", "b"]).Select(name => Run(name, "train", "--network", "fast", "--epochs", "1", "--batch-size", "8"))];
        Assert.Equal(models[0], models[1]);
        using EmotionModel model = EmotionModel.Load(new MemoryStream(models[0]));
        Assert.Equal(Time, model.Card.Created);

        byte[][] means = [.. ((string[])["c", "d"]).Select(name => Run(name, "average", folder.File("a.zip"), folder.File("b.zip")))];
        Assert.Equal(means[0], means[1]);
        using EmotionModel mean = EmotionModel.Load(new MemoryStream(means[0]));
        Assert.Equal(Time, mean.Card.Created);

        byte[] Run(string name, params string[] arguments)
        {
            string path = folder.File($"{name}.zip");
            (int code, _, string error) = ChildProcess.RunFernet(
                new Dictionary<string, string> { [SourceDate.Variable] = $"{Time.ToUnixTimeSeconds()}" },
                [.. arguments, "--data", data, "--output", path]);
            Assert.True(code == 0, error);
            return File.ReadAllBytes(path);
        }
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("999999999999999")]
    public void A_time_that_is_none_is_refused(string text) => Assert.Contains($"SOURCE_DATE_EPOCH is '{text}'",
        Assert.Throws<UsageException>(() => SourceDate.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_time_is_none_and_zero_is_1970()
    {
        Assert.Null(SourceDate.Parse(null));
        Assert.Null(SourceDate.Parse(""));
        Assert.Equal(DateTimeOffset.UnixEpoch, SourceDate.Parse("0"));
    }

    private static byte[] Train(EmotionTrainerOptions options)
    {
        using EmotionModel model = new EmotionTrainer(options).Train(SmallModel.Faces);
        using MemoryStream zip = new();
        model.Save(zip);
        return zip.ToArray();
    }
}
