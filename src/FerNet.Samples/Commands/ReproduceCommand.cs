using System.CommandLine;

namespace FerNet.Samples.Commands;

/// <summary>fernet reproduce: trains the models that ship with the package anew.</summary>
internal static class ReproduceCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<string> data = Choices.Data();
        Option<string> output = Choices.Output("DIR", "the folder for the models; what lies there already is not trained again");
        Option<int?> epochs = Choices.Whole("--epochs", 1, "epochs of each training, for trying things out; left out, the recipes'");
        Option<int?> limit = Choices.Whole("--limit", 1, "the most faces to use of each split, for trying things out");
        Option<int?> seed = Choices.Whole("--seed", int.MinValue, "start of all random numbers; left out, 1");
        Command command = new("reproduce", "Trains the models that ship with the package: three trainings, a mean, and the small model in two steps; the same command goes on after a stop.")
        {
            data, output, epochs, limit, seed,
        };
        command.SetAction(parsed => new Reproduction(terminal, parsed.GetRequiredValue(output))
        {
            DataPath = parsed.GetRequiredValue(data),
            Epochs = parsed.GetValue(epochs),
            Limit = parsed.GetValue(limit),
            Seed = parsed.GetValue(seed) ?? 1,
            ToGoOn = [.. parsed.Tokens.Select(token => token.Value)],
        }.Run(cancellationToken));
        return command;
    }
}
