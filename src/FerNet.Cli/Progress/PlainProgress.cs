using System.Diagnostics;
using FerNet.Training;

namespace FerNet.Cli.Progress;

/// <summary>Prints a line for each epoch, and in long epochs one every 30 seconds.</summary>
internal sealed class PlainProgress(TextWriter writer) : ITrainingListener
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private readonly Stopwatch sinceLine = Stopwatch.StartNew();

    public void Step(StepProgress progress)
    {
        if (sinceLine.Elapsed < Pause) return;
        writer.WriteLine(ProgressText.Format(progress));
        sinceLine.Restart();
    }

    public void Epoch(EpochMetrics metrics)
    {
        writer.WriteLine(metrics);
        sinceLine.Restart();
    }
}
