<<<<<<< HEAD:src/FerNet.Cli/Progress/ProgressText.cs
namespace FerNet.Cli.Progress;
=======
using FerNet.Training;

namespace FerNet.Samples.Progress;
>>>>>>> bc4355d (Folders are namespaces: public types lie beside their internals; names inside by the field's terms):src/FerNet.Samples/Progress/ProgressText.cs

/// <summary>A step's figures in one line.</summary>
internal static class ProgressText
{
    public static string Of(StepProgress progress) =>
        $"epoch {progress.Epoch,3}/{progress.Epochs}  step {progress.Step}/{progress.Steps}  {Figures(progress)}";

    public static string Figures(StepProgress progress) =>
        $"loss {progress.Loss:0.0000}  accuracy {Words.Share(progress.Accuracy),6}  {progress.ImagesPerSecond:0} images/s  " +
        $"{Words.Time(progress.TimeLeft)} left";
}
