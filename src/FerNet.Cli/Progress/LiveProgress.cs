using FerNet.Training;
using Spectre.Console;

namespace FerNet.Cli.Progress;

/// <summary>Shows two progress bars, for the epoch and for the whole training, below the lines of the finished epochs.</summary>
internal sealed class LiveProgress : ITrainingListener
{
    private readonly IAnsiConsole console;
    private readonly ProgressTask epoch;
    private readonly ProgressTask whole;

    private LiveProgress(IAnsiConsole console, ProgressContext context)
    {
        this.console = console;
        epoch = context.AddTask("starting");
        whole = context.AddTask("training");
    }

    public static T Follow<T>(IAnsiConsole console, Func<ITrainingListener, T> train) => console.Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context => train(new LiveProgress(console, context)));

    public void Step(StepProgress progress)
    {
        epoch.MaxValue = progress.Steps;
        epoch.Value = progress.Step;
        epoch.Description = Markup.Escape($"epoch {progress.Epoch}/{progress.Epochs}  {ProgressText.Figures(progress)}");
        whole.MaxValue = (double)progress.Epochs * progress.Steps;
        whole.Value = ((progress.Epoch - 1.0) * progress.Steps) + progress.Step;
    }

    public void Epoch(EpochMetrics metrics) => console.WriteLine(metrics.ToString());
}
