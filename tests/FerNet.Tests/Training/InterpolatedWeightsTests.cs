using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

/// <summary>The mean of the starting model and the trained one: resumed alike, and close to the start where its share is large.</summary>
public sealed class InterpolatedWeightsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly EmotionModel start = SmallModel.Load();

    public void Dispose()
    {
        start.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_large_share_of_the_start_keeps_its_answers_and_none_does_not()
    {
        Assert.InRange(LargestDifference(0.999), 1e-7, 0.02);
        Assert.True(LargestDifference(0) > 0.1);
    }

    [Fact]
    public void A_resumed_training_interpolates_with_the_same_start()
    {
        EmotionTrainerOptions options = Options(0.5);
        using EmotionModel once = new EmotionTrainer(options).Train(SmallModel.Faces);
        using CancellationTokenSource stop = new();
        EmotionTrainerOptions parts = options with
        {
            CheckpointDirectory = folder.File("checkpoints"),
            Resume = true,
            MetricsCallback = metrics =>
            {
                if (metrics.Epoch == 1) stop.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new EmotionTrainer(parts).Train(SmallModel.Faces, stop.Token));
        using EmotionModel resumed = new EmotionTrainer(parts).Train(SmallModel.Faces);
        Assert.Equal(once.Score(SmallModel.Faces), resumed.Score(SmallModel.Faces));
    }

    [Fact]
    public void A_share_of_the_start_needs_a_start()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            new EmotionTrainer(Options(0.25) with { StartFrom = null }).Train(SmallModel.Faces));
        Assert.Contains("has a StartShare of 0.25, but there is no model to start from", error.Message, StringComparison.Ordinal);
    }

    private float LargestDifference(double startShare)
    {
        using EmotionModel trained = new EmotionTrainer(Options(startShare)).Train(SmallModel.Faces);
        return start.Score(SmallModel.Faces).Zip(trained.Score(SmallModel.Faces), (one, other) => MathF.Abs(one - other)).Max();
    }

    private EmotionTrainerOptions Options(double startShare) => new()
    {
        Network = SmallNetworks.Residual,
        StartFrom = start,
        Recipe = new TrainingRecipe { Epochs = 3, BatchSize = 20, LearningRate = 0.05, AveragingDecay = 0.5, StartShare = startShare },
        Precision = TrainingPrecision.Float32,
    };
}
