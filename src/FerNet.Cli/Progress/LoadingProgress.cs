using System.Diagnostics;
using FerNet.Data;
using Spectre.Console;

namespace FerNet.Cli.Progress;

/// <summary>Shows the progress of reading a dataset: a bar on a terminal, lines if the output is redirected.</summary>
internal static class LoadingProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public static T Follow<T>(Terminal terminal, Func<IProgress<DatasetLoadProgress>, T> load)
    {
        if (!terminal.IsLive) return load(new Lines(terminal));
        return terminal.RichError.Progress().AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 24 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => load(new Bar(context.AddTask("reading"))));
    }

    public static string Text(DatasetLoadProgress progress) =>
        Invariant($"{progress.Done:N0}{(progress.Total is { } total ? Invariant($" of {total:N0}") : "")} items read");

    private sealed class Bar(ProgressTask task) : IProgress<DatasetLoadProgress>
    {
        public void Report(DatasetLoadProgress value)
        {
            task.IsIndeterminate = value.Total is null;
            task.MaxValue = value.Total ?? double.MaxValue;
            task.Value = value.Done;
            task.Description = Text(value);
        }
    }

    private sealed class Lines(Terminal terminal) : IProgress<DatasetLoadProgress>
    {
        private readonly Stopwatch sinceLine = Stopwatch.StartNew();

        public void Report(DatasetLoadProgress value)
        {
            if (sinceLine.Elapsed < Pause) return;
            terminal.Say(Text(value));
            sinceLine.Restart();
        }
    }
}
