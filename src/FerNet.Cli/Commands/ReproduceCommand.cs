using System.CommandLine;

namespace FerNet.Cli.Commands;

/// <summary>fernet reproduce: trains a default and a fast model with the recipes for the next version.</summary>
internal static class ReproduceCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<string> data = CommonOptions.Data();
        Option<string> output = CommonOptions.Output("DIR", "the folder for the models; what lies there already is not trained again");
        Option<int?> epochs =
            CommonOptions.Integer("--epochs", 1, "epochs of each training, for trying things out; left out, the recipes'");
        Option<int?> limit = CommonOptions.Integer("--limit", 1, "the most faces to use of each split, for trying things out");
        Option<int?> seed = CommonOptions.Integer("--seed", int.MinValue, "the seed of all random numbers; left out, 1");
        Option<bool> skip = CommonOptions.SkipBadRows(), noVotes = CommonOptions.NoVotes();
        Option<string> device = CommonOptions.Device();
        Option<string?> torch = TorchLibrary.Option();
        Option<bool> dryRun = new("--dry-run") { Description = "only list the trainings, each as its own command" };
        Command command =
            new("reproduce",
                "Trains four teachers, then a new default and a new fast model with them, by the recipes that are prepared for the next " +
                "version; the same command goes on after a stop.")
        {
            data, output, epochs, limit, seed, skip, noVotes, device, torch, dryRun,
        };
        command.SetAction(parsed =>
        {
            Reproduction reproduction = new(terminal, parsed.GetRequiredValue(output))
            {
                DataPath = parsed.GetRequiredValue(data),
                Epochs = parsed.GetValue(epochs),
                Limit = parsed.GetValue(limit),
                SkipsBadRows = parsed.GetValue(skip),
                ReadsVotes = !parsed.GetValue(noVotes),
                Seed = parsed.GetValue(seed) ?? 1,
                Device = CommonOptions.ParseDevice(parsed.GetRequiredValue(device)),
                ResumeArguments = [.. parsed.Tokens.Select(token => token.Value)],
            };
            if (parsed.GetValue(dryRun))
            {
                foreach (string line in reproduction.Commands()) terminal.Output.WriteLine(line);
                return ExitCode.Success;
            }
            TorchLibrary.Require(parsed.GetValue(torch));
            return reproduction.Run(cancellationToken);
        });
        return command;
    }
}
