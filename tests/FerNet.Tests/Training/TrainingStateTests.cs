using FerNet.Training;
using FerNet.Training.Detection;

namespace FerNet.Tests.Training;

/// <summary>A place in a training that cannot be is none, whatever a file says.</summary>
public class TrainingStateTests
{
    private const int Epochs = 3, Steps = 4;

    [Fact]
    public void What_a_training_writes_fits()
    {
        Assert.True(new TrainingState { Identity = "" }.IsValidFor(Epochs, Steps));
        Assert.True(State(epoch: 2).IsValidFor(Epochs, Steps));
        Assert.True((State(epoch: 2) with { IsFinished = true }).IsValidFor(Epochs, Steps));
        Assert.True(new DetectorTrainingState { Identity = "" }.IsValidFor(Steps));
        Assert.All(
            (TrainingState[])[
                Within(step: 1), Within(step: Steps), Within(step: 1) with { Correct = 5, Seen = 5 },
                State(epoch: Epochs) with { IsFinished = true }, State(epoch: 2) with { IsFinished = true, TotalSteps = Steps + 1 },
                State(epoch: 2) with { BestEpoch = 0, PatienceEpoch = 0 },
                State(epoch: 2) with { BestEpoch = 2, PatienceEpoch = 2 },
                State(epoch: 2) with { Elapsed = TimeSpan.FromDays(36_525), EpochElapsed = TimeSpan.FromDays(36_525) },
            ],
            right => Assert.True(right.IsValidFor(Epochs, Steps), right.ToString()));
    }

    [Fact]
    public void What_no_training_writes_does_not_fit()
    {
        TrainingState state = State(epoch: 2);
        Assert.All(
            (TrainingState[])[
                state with { Epoch = -1 }, state with { Step = -1 }, state with { Seen = -1 }, state with { Correct = 1 },
                State(epoch: 0) with { Epoch = -1, TotalSteps = -Steps, History = [] }, Within(step: -1), Within(step: Steps + 1),
                State(epoch: Epochs + 1) with { IsFinished = true }, State(epoch: Epochs), state with { TotalSteps = 7 },
                state with { IsFinished = true, TotalSteps = Steps }, state with { IsFinished = true, TotalSteps = 9 },
                Within(step: 1) with { IsFinished = true, TotalSteps = 6 },
                state with { Correct = -1 }, state with { Seen = -1, Correct = -1 }, state with { PatienceAccuracy = double.NaN },
                state with { Elapsed = TimeSpan.FromDays(36_526) }, state with { EpochElapsed = TimeSpan.FromTicks(-1) },
                state with { PatienceEpoch = -1 },
                state with { LossSum = double.NaN }, state with { BestAccuracy = double.PositiveInfinity },
                state with { Elapsed = TimeSpan.MaxValue }, state with { Elapsed = TimeSpan.FromTicks(-1) },
                state with { EpochElapsed = TimeSpan.MaxValue }, state with { History = null! },
                state with { History = [null!, state.History[0]] }, state with { History = [] },
                state with { BestEpoch = 3 }, state with { BestEpoch = -1 }, state with { PatienceEpoch = 3 },
                new TrainingState { Identity = "", IsFinished = true },
            ],
            wrong => Assert.False(wrong.IsValidFor(Epochs, Steps), wrong.ToString()));
        Assert.False(new DetectorTrainingState { Identity = "", Elapsed = TimeSpan.MaxValue }.IsValidFor(Steps));
    }

    /// <summary>A place in the third epoch.</summary>
    private static TrainingState Within(int step) => State(epoch: 2) with { Step = step, TotalSteps = (2 * Steps) + step };

    private static TrainingState State(int epoch) => new()
    {
        Identity = "",
        Epoch = epoch,
        TotalSteps = (long)epoch * Steps,
        BestEpoch = Math.Min(1, epoch),
        History = [.. Enumerable.Range(1, epoch).Select(Metrics)],
    };

    private static EpochMetrics Metrics(int number) => new()
    {
        Epoch = number,
        Epochs = 0,
        Loss = 0,
        Accuracy = 0,
        ValidationLoss = null,
        ValidationAccuracy = null,
        LearningRate = 0,
        ImagesPerSecond = 0,
        Duration = TimeSpan.Zero,
        TimeLeft = TimeSpan.Zero,
    };
}
