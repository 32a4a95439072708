using System.Text.Json.Serialization;

namespace FerNet.Training;

/// <summary>The state of a training, apart from its tensors.</summary>
internal sealed record TrainingState : ICheckpointState
{
    /// <summary>The identity of the run, a JSON document. A checkpoint can be resumed only with the same settings and inputs.</summary>
    public required string Identity { get; init; }

    /// <summary>Epochs done.</summary>
    public int Epoch { get; set; }

    /// <summary>Steps done in the current epoch.</summary>
    public int Step { get; set; }

    /// <summary>Steps done in the whole training.</summary>
    public long TotalSteps { get; set; }

    /// <summary>Sum of the losses of the faces seen in this epoch.</summary>
    public double LossSum { get; set; }

    public int Correct { get; set; }

    public int Seen { get; set; }

    /// <summary>Elapsed time of the training, including earlier runs.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Training time of the current epoch.</summary>
    public TimeSpan EpochElapsed { get; set; }

    public int BestEpoch { get; set; }

    public double BestAccuracy { get; set; } = -1;

    /// <summary>The best accuracy for early stopping, which rises only by more than <see cref="EarlyStopping.MinDelta"/>.</summary>
    public double PatienceAccuracy { get; set; } = -1;

    public int PatienceEpoch { get; set; }

    public bool IsFinished { get; set; }

    public List<EpochMetrics> History { get; init; } = [];

    /// <summary>Whether the state is valid for a training of this many epochs and steps. The file may be damaged or manipulated.</summary>
    public bool IsValidFor(int epochs, int stepsPerEpoch) =>
        Epoch >= 0 && Epoch <= epochs && Step >= 0 && Step <= stepsPerEpoch && FitsSteps(stepsPerEpoch)
        && Seen >= 0 && Correct >= 0 && Correct <= Seen && double.IsFinite(LossSum) && double.IsFinite(BestAccuracy)
            && double.IsFinite(PatienceAccuracy)
        && IsTime(Elapsed) && IsTime(EpochElapsed) && History is not null && History.Count == Epoch
        && History.All(metrics => metrics is not null)
        && BestEpoch >= 0 && BestEpoch <= Epoch && PatienceEpoch >= 0 && PatienceEpoch <= Epoch
        && (Epoch < epochs || IsFinished) && (Epoch > 0 || !IsFinished);

    /// <summary>With a time limit, the last epoch may be incomplete.</summary>
    private bool FitsSteps(int stepsPerEpoch)
    {
        long ended = (long)Epoch * stepsPerEpoch;
        return TotalSteps == ended + Step || (IsFinished && Step == 0 && TotalSteps > ended - stepsPerEpoch && TotalSteps < ended);
    }

    /// <summary>Whether a duration is plausible. An unlimited duration would overflow when time is added.</summary>
    public static bool IsTime(TimeSpan time)
    {
        const int HundredYears = 36_525;
        return time >= TimeSpan.Zero && time.TotalDays <= HundredYears;
    }
}

/// <summary>The serializer of the state, generated at build time.</summary>
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class TrainingStateJson : JsonSerializerContext;
