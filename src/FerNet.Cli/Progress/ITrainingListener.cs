using FerNet.Training;

namespace FerNet.Cli.Progress;

/// <summary>Hears how a training goes.</summary>
internal interface ITrainingListener
{
    public void Step(StepProgress progress);

    public void Epoch(EpochMetrics metrics);
}
