using FerNet.Networks;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

/// <summary>Frozen layers keep every number of the starting model, and the others learn.</summary>
public sealed class FreezeUntilTests : IDisposable
{
    private readonly EmotionModel start = SmallModel.Load();

    public void Dispose() => start.Dispose();

    [Theory]
    [InlineData(3, "0.kernel 0.bias 1.scale 1.shift 1.mean 1.variance", "3.body.0.kernel 3.body.1.mean 7.kernel 7.bias")]
    [InlineData(7, "0.kernel 1.mean 1.variance 3.body.0.kernel 3.body.1.mean 3.body.4.scale", "7.kernel 7.bias")]
    public void Layers_before_the_index_stay_and_those_from_it_on_change(int freezeUntil, string kept, string changed)
    {
        IReadOnlyDictionary<string, WeightArray> one = Train(freezeUntil, epochs: 1), three = Train(freezeUntil, epochs: 3),
            graph = GraphWeights.Read(start.Graph, SmallNetworks.Residual).Arrays;
        Assert.All(kept.Split(' '), name => Assert.Equal(one[name].Values, three[name].Values));
        Assert.All(changed.Split(' '), name => Assert.NotEqual(one[name].Values, three[name].Values));
        Assert.Equal(graph["0.kernel"].Values, three["0.kernel"].Values);
        Assert.NotEqual(Train(0, epochs: 1)["0.kernel"].Values, graph["0.kernel"].Values);
    }

    [Fact]
    public void A_resumed_training_gives_the_same_numbers()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource stop = new();
        EmotionTrainerOptions options = Options(3, epochs: 2);
        EmotionTrainerOptions parts = options with
        {
            CheckpointDirectory = folder.Path,
            Resume = true,
            MetricsCallback = _ => stop.Cancel(),
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new EmotionTrainer(parts).Train(SmallModel.Faces, stop.Token));
        using EmotionModel resumed = new EmotionTrainer(parts).Train(SmallModel.Faces),
            whole = new EmotionTrainer(options).Train(SmallModel.Faces);
        Assert.Equal(whole.Score(SmallModel.Faces), resumed.Score(SmallModel.Faces));
        Assert.Contains("frozen until layer 3, ", whole.Card.Recipe, StringComparison.Ordinal);
    }

    [Fact]
    public void Freezing_needs_a_start_and_a_layer_that_learns()
    {
        string message = Assert.Throws<ArgumentException>(() =>
            new EmotionTrainer(Options(3, epochs: 1) with { StartFrom = null }).Train(SmallModel.Faces)).Message;
        Assert.Contains("has a FreezeUntil of 3, but there is no model to start from", message, StringComparison.Ordinal);
        message = Assert.Throws<ArgumentException>(() => new EmotionTrainer(Options(8, epochs: 1)).Train(SmallModel.Faces)).Message;
        Assert.Contains("FreezeUntil is 8, so no layer learns: those of the network 'residual' run from 0 to 7.", message,
            StringComparison.Ordinal);
    }

    private IReadOnlyDictionary<string, WeightArray> Train(int freezeUntil, int epochs)
    {
        using TrainingRun run = new(TrainingPlan.Make(Options(freezeUntil, epochs), SmallModel.Faces.Training));
        return run.Run(default).Weights;
    }

    private EmotionTrainerOptions Options(int freezeUntil, int epochs) => new()
    {
        Network = SmallNetworks.Residual,
        StartFrom = start,
        // Decay and averaging change weights without any gradient.
        Recipe = new TrainingRecipe
        {
            Optimizer = TrainingOptimizer.NesterovMomentum,
            Epochs = epochs,
            BatchSize = 20,
            LearningRate = 0.05,
            WeightDecay = 0.01,
            AveragingDecay = 0.5,
            FreezeUntil = freezeUntil,
        },
        // Without validation the last weights are kept.
        ValidationSetFraction = 0,
        Precision = TrainingPrecision.Float32,
    };
}
