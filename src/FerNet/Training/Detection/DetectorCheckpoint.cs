namespace FerNet.Training.Detection;

/// <summary>The checkpoint of a detector's training: weights, average, the optimizer's memory, losses, and where it stands.</summary>
internal sealed class DetectorCheckpoint(string folder)
    : CheckpointFile<DetectorTrainingState>(folder, FileName, DetectorStateJson.Default.DetectorTrainingState)
{
    public const string FileName = "detector.safetensors";
}
