using Spectre.Console;

namespace FerNet.Cli;

/// <summary>The streams of a command: output for results, error stream for progress and messages.</summary>
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

    /// <summary>The output with colors and tables if it is a terminal, otherwise as plain text.</summary>
    public IAnsiConsole RichOutput { get; }

    public IAnsiConsole RichError { get; }

    /// <summary>Whether the error stream is a terminal, so that lines can be redrawn.</summary>
    public bool IsLive => RichError.Profile.Out.IsTerminal && RichError.Profile.Capabilities.Ansi;

    public void Say(string message) => Error.WriteLine(message);
}
