using System.Text.Json.Serialization;

namespace FerNet.Training.Detection;

/// <summary>Where a detector's training stands, apart from its tensors.</summary>
internal sealed record DetectorTrainingState : ICheckpointState
{
    /// <summary>Tells trainings apart: only the same settings on the same data go on from a checkpoint.</summary>
    public required string Identity { get; init; }

    /// <summary>Steps done.</summary>
    public int Step { get; set; }

    /// <summary>Steps whose losses are in the sums that the next metrics report.</summary>
    public int SummedSteps { get; set; }

    /// <summary>Time that the training took, without reading the data.</summary>
    public TimeSpan Elapsed { get; set; }

    public List<FaceDetectorMetrics> History { get; init; } = [];

    /// <summary>Whether a training of so many steps can stand here: what is read from a file need not be what was written.</summary>
    public bool Fits(int steps) =>
        Step >= 0 && Step <= steps && SummedSteps >= 0 && SummedSteps <= Step && TrainingState.IsTime(Elapsed)
        && History is not null && History.All(metrics => metrics is not null && metrics.Step > 0 && metrics.Step <= Step);
}

/// <summary>The serializer of the state, generated at build time.</summary>
[JsonSerializable(typeof(DetectorTrainingState))]
internal sealed partial class DetectorStateJson : JsonSerializerContext;

/// <summary>The checkpoint of a detector's training: weights, average, the optimizer's memory, losses, and where it stands.</summary>
internal sealed class DetectorCheckpoint(string folder)
    : CheckpointFile<DetectorTrainingState>(folder, FileName, DetectorStateJson.Default.DetectorTrainingState)
{
    public const string FileName = "detector.safetensors";
}
