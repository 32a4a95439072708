using System.CommandLine;
using FerNet.Cli.Diagnosis;

namespace FerNet.Cli.Commands;

/// <summary>fernet doctor: checks what works on this machine.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<string?> torch = TorchLibrary.Option();
        Option<string?> json = CommonOptions.File("--json", "FILE", "write what was found as JSON");
        Option<bool> force = OutputChecks.Force();
        // For the process of one check, which this command starts.
        Option<string?> check = new("--check") { Hidden = true };
        check.AcceptOnlyFromAmong([.. PartCheck.All.Select(part => part.Word)]);
        Command command = new("doctor", "Says what works on this machine, what is missing, and the command that installs it.")
        {
            torch, json, force, check,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(check) is { } word)
                return CheckProcess.RunInChild(terminal, PartCheck.All.Single(part => part.Word == word), parsed.GetValue(torch) ?? "");
            string? file = parsed.GetValue(json);
            new OutputChecks(parsed.GetValue(force)).Writes("--json", file, FileFormat.Json);
            DoctorReport report = DoctorReport.Make(parsed.GetValue(torch), cancellationToken);
            terminal.Output.WriteLine(report.ToText());
            if (file is not null) OutputFile.Write(file, report.ToJson() + "\n");
            return report.Works ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }
}
