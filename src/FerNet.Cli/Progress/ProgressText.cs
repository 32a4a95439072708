using FerNet.Training;

namespace FerNet.Cli.Progress;

/// <summary>Formats the progress of a step as one line.</summary>
internal static class ProgressText
{
    public static string Format(StepProgress progress) =>
        $"epoch {progress.Epoch,3}/{progress.Epochs}  step {progress.Step}/{progress.Steps}  {Figures(progress)}";

    public static string Figures(StepProgress progress) =>
        $"loss {progress.Loss:0.0000}  accuracy {DisplayText.Percent(progress.Accuracy),6}  {progress.ImagesPerSecond:0} images/s  " +
        $"{DisplayText.Duration(progress.TimeLeft)} left";
}
