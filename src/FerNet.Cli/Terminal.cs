using Spectre.Console;

namespace FerNet.Cli;

/// <summary>Where a command writes: results to the output, progress and messages to the error stream.</summary>
internal sealed class Terminal
{
    public Terminal(TextWriter output, TextWriter error)
    {
        Output = output;
        Error = error;
        RichOutput = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        RichError = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    /// <summary>The output with colors and tables, where it is a terminal; plain text elsewhere.</summary>
    public IAnsiConsole RichOutput { get; }

    public IAnsiConsole RichError { get; }

    /// <summary>Whether somebody watches the error stream, so that lines may be redrawn.</summary>
    public bool IsLive => RichError.Profile.Out.IsTerminal && RichError.Profile.Capabilities.Ansi;

    public void Say(string message) => Error.WriteLine(message);
}
