using System.CommandLine;
using FerNet.Networks;

namespace FerNet.Cli.Commands;

/// <summary>fernet summary: the layers of a network.</summary>
internal static class SummaryCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> network = CommonOptions.Network();
        Command command = new("summary", "Shows a network's layers: output shape, parameters and multiply-adds of each.") { network };
        command.SetAction(parsed =>
        {
            terminal.Output.WriteLine(Network.FromName(parsed.GetRequiredValue(network)).Summary());
            return ExitCode.Success;
        });
        return command;
    }
}
