using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using FerNet.Cli.Commands;
using FerNet.Utilities;

namespace FerNet.Cli;

/// <summary>Parses the arguments, runs the command and returns the exit code.</summary>
internal static class CommandLine
{
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken = default)
    {
        // Numbers have a decimal point in arguments and in output, whatever the culture.
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return Execute(arguments, terminal, cancellationToken);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static int Execute(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        ParseResult parsed = Parse(arguments, terminal, cancellationToken);
        if (parsed.Action is ParseErrorAction) return Refuse(parsed, terminal);
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperationCanceledException)
        {
            terminal.Say("Stopped.");
            return ExitCode.Stopped;
        }
        catch (UsageException error)
        {
            terminal.Say($"fernet: {error.Message}");
            return ExitCode.WrongUsage;
        }
        catch (Exception error)
        {
            terminal.Say($"fernet: {ErrorText.Format(error)}");
            return ExitCode.Failure;
        }
    }

    /// <summary>Parses the arguments without running the command.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken = default)
    {
        RootCommand root = new("Recognizes emotions in faces.")
        {
            SummaryCommand.Create(terminal),
            TrainCommand.Create(terminal, cancellationToken),
            ReproduceCommand.Create(terminal, cancellationToken),
            AverageCommand.Create(terminal, cancellationToken),
            TrainDetectorCommand.Create(terminal, cancellationToken),
            DatasetCommand.Create(terminal, cancellationToken),
            EvaluateCommand.Create(terminal, cancellationToken),
            ReportCommand.Create(terminal, cancellationToken),
            PredictCommand.Create(terminal, cancellationToken),
            DetectCommand.Create(terminal, cancellationToken),
            ScoreCommand.Create(terminal, cancellationToken),
            ServeCommand.Create(terminal, cancellationToken),
            ExportCommand.Create(terminal),
            DoctorCommand.Create(terminal, cancellationToken),
        };
        root.HelpName = "fernet";
        root.SetAction(_ => Overview.Write(terminal));
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction(terminal);

        // Turns response files off, because an image's name may begin with "@".
        return root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    private static int Refuse(ParseResult parsed, Terminal terminal)
    {
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            terminal.Say($"fernet: {UntrustedText.QuoteNote(message, maximum: 1000)}");
        string command = parsed.CommandResult.Command is RootCommand ? "fernet" : $"fernet {parsed.CommandResult.Command.Name}";
        terminal.Say($"'{command} --help' shows how it is used.");
        return ExitCode.WrongUsage;
    }
}
