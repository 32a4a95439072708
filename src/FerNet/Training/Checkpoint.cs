namespace FerNet.Training;

/// <summary>
/// The checkpoint of a classifier's training: weights, average, best weights, the optimizer's memory, and where it stands.
/// </summary>
internal sealed class Checkpoint(string folder)
    : CheckpointFile<TrainingState>(folder, FileName, TrainingStateJson.Default.TrainingState)
{
    public const string FileName = "checkpoint.safetensors";
}
