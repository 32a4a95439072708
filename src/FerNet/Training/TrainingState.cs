namespace FerNet.Training;

/// <summary>Where a training stands, apart from its tensors. With the plan it decides every number that comes after.</summary>
internal sealed record TrainingState
{
    /// <summary>Tells trainings apart: only the same plan on the same data goes on from a checkpoint.</summary>
    public required string Plan { get; init; }

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
}
