namespace FerNet.Cli.Progress;

/// <summary>Shows the progress of a training: bars on a terminal, lines if the output is redirected.</summary>
internal static class TrainingProgress
{
    public static T Follow<T>(Terminal terminal, Func<ITrainingListener, T> train) =>
        terminal.IsLive ? LiveProgress.Follow(terminal.RichError, train) : train(new PlainProgress(terminal.Error));
}
