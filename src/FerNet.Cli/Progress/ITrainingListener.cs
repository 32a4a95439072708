using FerNet.Training;

namespace FerNet.Cli.Progress;

/// <summary>Receives the progress of a training.</summary>
internal interface ITrainingListener
{
    public void Step(StepProgress progress);

    public void Epoch(EpochMetrics metrics);
}
