using System.CommandLine;

namespace FerNet.Cli.Commands;

/// <summary>fernet average: averages the weights of several models with the same starting model.</summary>
internal static class AverageCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string[]> models = new("models")
        {
            Description = "two or more models trained from the same starting model (train --start), each " + CommonOptions.ModelWords,
            HelpName = "FILE.zip",
            Arity = new ArgumentArity(2, 1000),
        };
        CommonOptions.RefuseOptions(models);
        Option<string> data = CommonOptions.Data();
        Option<string> output = CommonOptions.Output("FILE.zip", "the model to write");
        Option<double[]> share =
            CommonOptions.Numbers("--share", "S",
                "how much a model counts, given once for each in their order; left out, all count the same");
        Option<int?> seed =
            CommonOptions.Integer("--seed", int.MinValue,
                "the seed that the models were trained with, so that the same faces are held back; left out, 1");
        Option<string> split = SplitShares.Option();
        Option<string> search = CommonOptions.Faces();
        Option<bool> skip = CommonOptions.SkipBadRows();
        Option<string[]> classNames = CommonOptions.ClassNames();
        Option<bool> force = OutputChecks.Force();
        Command command =
            new("average", "Makes one model from several that were trained from the same starting model: the mean of their weights.")
        {
            models, data, output, share, seed, split, search, skip, classNames, force,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(output);
            new OutputChecks(parsed.GetValue(force)).Reads("--data", parsed.GetRequiredValue(data))
                .Reads("this command", parsed.GetRequiredValue(models)).Writes("--output", path, FileFormat.Model);
            using LoadedModels opened = new(parsed.GetRequiredValue(models));
            FerDatasetOptions reading = new()
            {
                RandomSplit = parsed.GetValue(split) == "random",
                Seed = parsed.GetValue(seed) ?? 1,
                SkipBadRows = parsed.GetValue(skip),
                ClassNames = CommonOptions.ParseClassNames(parsed.GetValue(classNames)),
                Faces = CommonOptions.ParseFaceSearch(parsed.GetRequiredValue(search)),
                UseFerPlus = false,
            };
            FerDataset faces = DatasetLoader.Load(
                terminal, parsed.GetRequiredValue(data), reading, SplitShares.Parse(parsed.GetRequiredValue(split)), cancellationToken);
            double[]? shares = parsed.GetValue(share) is { Length: > 0 } given ? given : null;
            DateTimeOffset? sourceDate = SourceDate.Read();
            EmotionTrainer trainer = new(new EmotionTrainerOptions
            {
                Seed = reading.Seed,
                Created = sourceDate,
                Reproducible = sourceDate is not null,
            });
            using EmotionModel mean = trainer.Average(opened.Models, faces, shares, cancellationToken);
            ModelOutput.Write(terminal, path, mean);
            return ExitCode.Success;
        });
        return command;
    }
}
