namespace FerNet.Cli.Progress;

/// <summary>Shows how a training goes: bars where somebody watches, lines where a file or another program listens.</summary>
internal static class TrainingProgress
{
    public static T Follow<T>(Terminal terminal, Func<ITrainingListener, T> train) =>
        terminal.IsLive ? LiveProgress.Follow(terminal.RichError, train) : train(new PlainProgress(terminal.Error));
}
