using System.Text.Json.Serialization;

namespace FerNet.Training;

/// <summary>Where a training stands, apart from its tensors. With the identity it decides every number that comes after.</summary>
internal sealed record TrainingState : ICheckpointState
{
    /// <summary>The run's identity, a JSON document: only a run of the same settings and inputs goes on from a checkpoint.</summary>
    public required string Identity { get; init; }

    /// <summary>Epochs done.</summary>
    public int Epoch { get; set; }

    /// <summary>Steps done in the epoch that is under way.</summary>
    public int Step { get; set; }

    /// <summary>Steps done in all.</summary>
    public long TotalSteps { get; set; }

    /// <summary>Sum of the losses of the faces seen in this epoch.</summary>
    public double LossSum { get; set; }

    public int Correct { get; set; }

    public int Seen { get; set; }

    /// <summary>Time that earlier parts of the training took.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>Training time of the epoch under way.</summary>
    public TimeSpan EpochElapsed { get; set; }

    public int BestEpoch { get; set; }

    public double BestAccuracy { get; set; } = -1;

    /// <summary>The best accuracy that counted against the patience of early stopping, and when.</summary>
    public double PatienceAccuracy { get; set; } = -1;

    public int PatienceEpoch { get; set; }

    public bool IsFinished { get; set; }

    public List<EpochMetrics> History { get; init; } = [];

    /// <summary>
    /// Whether a training of so many epochs and steps can stand here: what is read from a file need not be what was written.
    /// </summary>
    public bool Fits(int epochs, int stepsPerEpoch) =>
        Epoch >= 0 && Epoch <= epochs && Step >= 0 && Step <= stepsPerEpoch && FitsSteps(stepsPerEpoch)
        && Seen >= 0 && Correct >= 0 && Correct <= Seen && double.IsFinite(LossSum) && double.IsFinite(BestAccuracy)
            && double.IsFinite(PatienceAccuracy)
        && IsTime(Elapsed) && IsTime(EpochElapsed) && History is not null && History.Count == Epoch
        && History.All(metrics => metrics is not null)
        && BestEpoch >= 0 && BestEpoch <= Epoch && PatienceEpoch >= 0 && PatienceEpoch <= Epoch
        && (Epoch < epochs || IsFinished) && (Epoch > 0 || !IsFinished);

    /// <summary>A training that a time limit ended may have ended within its last epoch.</summary>
    private bool FitsSteps(int stepsPerEpoch)
    {
        long ended = (long)Epoch * stepsPerEpoch;
        return TotalSteps == ended + Step || (IsFinished && Step == 0 && TotalSteps > ended - stepsPerEpoch && TotalSteps < ended);
    }

    /// <summary>Whether a training may have taken so long; a time without bounds would overflow when more is added to it.</summary>
    public static bool IsTime(TimeSpan time)
    {
        const int HundredYears = 36_525;
        return time >= TimeSpan.Zero && time.TotalDays <= HundredYears;
    }
}

/// <summary>The serializer of what a checkpoint says, generated at build time.</summary>
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class TrainingStateJson : JsonSerializerContext;
