namespace FerNet.Tests.Cli;

/// <summary>Stops the command when it says something.</summary>
internal sealed class StoppingWriter(string text, CancellationTokenSource stop) : StringWriter
{
    /// <summary>Called before the command is stopped.</summary>
    public Action? Stopping { get; init; }

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value is null || !value.Contains(text, StringComparison.Ordinal)) return;
        Stopping?.Invoke();
        stop.Cancel();
    }
}
