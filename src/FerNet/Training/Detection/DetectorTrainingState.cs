using System.Text.Json.Serialization;

namespace FerNet.Training.Detection;

/// <summary>The state of a detector training, apart from its tensors.</summary>
internal sealed record DetectorTrainingState : ICheckpointState
{
    /// <summary>The identity of the run. A checkpoint can be resumed only with the same settings and data.</summary>
    public required string Identity { get; init; }

    /// <summary>Steps done.</summary>
    public int Step { get; set; }

    /// <summary>Number of steps in the loss sums for the next metrics.</summary>
    public int SummedSteps { get; set; }

    /// <summary>Elapsed time of the training, without reading the data.</summary>
    public TimeSpan Elapsed { get; set; }

    public List<FaceDetectorMetrics> History { get; init; } = [];

    /// <summary>Whether the state is valid for a training of this many steps. The file may be damaged or manipulated.</summary>
    public bool IsValidFor(int steps) =>
        Step >= 0 && Step <= steps && SummedSteps >= 0 && SummedSteps <= Step && TrainingState.IsTime(Elapsed)
        && History is not null && History.All(metrics => metrics is not null && metrics.Step > 0 && metrics.Step <= Step);
}

/// <summary>The serializer of the state, generated at build time.</summary>
[JsonSerializable(typeof(DetectorTrainingState))]
internal sealed partial class DetectorStateJson : JsonSerializerContext;

/// <summary>The checkpoint of a detector training: weights, averaged weights, optimizer state, losses, and training state.</summary>
internal sealed class DetectorCheckpoint(string folder)
    : CheckpointFile<DetectorTrainingState>(folder, FileName, DetectorStateJson.Default.DetectorTrainingState)
{
    public const string FileName = "detector.safetensors";
}
