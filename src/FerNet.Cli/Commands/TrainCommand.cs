using System.CommandLine;
using FerNet.Cli.Progress;
using FerNet.Networks;
using FerNet.Training;

namespace FerNet.Cli.Commands;

/// <summary>fernet train: trains a model on a dataset.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<string> data = CommonOptions.Data();
        Option<string> output =
            CommonOptions.Output("FILE.zip", "the model to write; its learning curve is written beside it as .curve.csv and .curve.png");
        Option<string> network = CommonOptions.Network();
        Option<string?> recipe = CommonOptions.Recipe();
        Option<int?> epochs = CommonOptions.Integer("--epochs", 1, "how often to go through all faces; left out, the recipe's");
        Option<int?> batchSize = CommonOptions.Integer("--batch-size", 2, "faces a step; left out, the recipe's");
        Option<double?> learningRate = CommonOptions.PositiveNumber("--learning-rate", 10, "peak learning rate; left out, the recipe's");
        Option<double?> timeLimit =
            CommonOptions.PositiveNumber("--time-limit", 1e6,
                "the most minutes to train; the learning-rate schedule is fitted to this time");
        Option<int?> seed = CommonOptions.Integer("--seed", int.MinValue, "the seed of all random numbers; left out, 1");
        Option<string> split = SplitShares.Option();
        Option<int?> limit =
            CommonOptions.Integer("--limit", 1, "the most faces to use of each split, drawn at random with the same share of each emotion");
        Option<string> search = CommonOptions.Faces();
        Option<string?> precision =
            new("--precision") { Description = "bf16 is faster where the processor knows it; left out, whichever is best" };
        precision.AcceptOnlyFromAmong("bf16", "fp32");
        Option<string> device = CommonOptions.Device();
        Option<string?> torch = TorchLibrary.Option();
        Option<string[]> teacher = new("--teacher")
        {
            Description =
                "a model whose answers are learned besides the labels, given once or several times: " + CommonOptions.ModelWords,
            HelpName = "FILE.zip",
        };
        Option<string?> start = new("--start")
        {
            Description = "a model of the same network whose weights the training continues from, or 'shipped' for the package's model " +
                "of this network; left out, random weights",
            HelpName = "FILE.zip",
        };
        Option<string?> checkpoints =
            CommonOptions.File("--checkpoints", "DIR",
                "the folder of the checkpoint; left out, FILE.checkpoints beside the model, deleted once the model is written; none: no " +
                "checkpoints");
        Option<bool> resume = new("--resume") { Description = "continue a stopped training from its checkpoint" };
        Option<bool> saveBest = new("--save-best")
        {
            Description = "write the model after each epoch that is better than all before, not only at the end",
        };
        Option<string?> tensorBoard =
            CommonOptions.File("--tensorboard", "DIR", "folder for an event file with the curves, written while the training runs");
        FittingOptions fitting = new();
        Option<bool> single = new("--allow-single-emotion")
        {
            Description = "train although all faces show one emotion, which the model then always answers",
        };
        Option<bool> noVotes = CommonOptions.NoVotes();
        Option<bool> skip = CommonOptions.SkipBadRows();
        Option<string[]> classNames = CommonOptions.ClassNames();

        Option<bool> force = OutputChecks.Force();
        Command command = new("train", "Trains a network and writes the model.")
        {
            data, output, network, recipe, epochs, batchSize, learningRate, timeLimit, seed, split, limit, search, precision, device, torch,
                teacher, start, checkpoints, resume, saveBest, tensorBoard, single, noVotes, skip, classNames, force,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(resume) && result.GetValue(checkpoints) == "none")
                result.AddError("--resume needs a checkpoint, but --checkpoints is none; name the folder of the checkpoint.");
        });
        fitting.AddTo(command, start);
        command.SetAction(parsed =>
        {
            string word = parsed.GetRequiredValue(network);
            string path = parsed.GetRequiredValue(output);
            new OutputChecks(parsed.GetValue(force)).Reads("--data", parsed.GetRequiredValue(data))
                .Reads("--teacher", parsed.GetValue(teacher) ?? []).Reads("--start", parsed.GetValue(start))
                .Reads("--compare-on", fitting.ComparedData(parsed)).Reads("--replay", fitting.ReplayedData(parsed))
                .Writes("--output", path, FileFormat.Model).Writes("the learning curve", LearningCurve.CsvOf(path), FileFormat.Curve)
                    .Writes("the learning curve", LearningCurve.ImageOf(path), FileFormat.Png);
            TorchLibrary.Require(parsed.GetValue(torch));
            using LoadedModels teachers = new(parsed.GetValue(teacher) ?? []);
            // "shipped" is the shipped model of the selected network.
            string? startName = parsed.GetValue(start) is "shipped" && word == "fast" ? word : parsed.GetValue(start);
            using EmotionModel? before = startName is null ? null : CommonOptions.OpenModel(startName);
            TrainJob job = new(terminal, path)
            {
                ResumeArguments = [.. parsed.Tokens.Select(token => token.Value).Where(word => word != "--resume"), "--resume"],
                DataPath = parsed.GetRequiredValue(data),
                DataOptions = new FerDatasetOptions
                {
                    RandomSplit = parsed.GetValue(split) == "random",
                    Seed = parsed.GetValue(seed) ?? 1,
                    Limit = parsed.GetValue(limit),
                    SkipBadRows = parsed.GetValue(skip),
                    UseFerPlus = !parsed.GetValue(noVotes),
                    ClassNames = CommonOptions.ParseClassNames(parsed.GetValue(classNames)),
                    Faces = CommonOptions.ParseFaceSearch(parsed.GetRequiredValue(search)),
                },
                Shares = SplitShares.Parse(parsed.GetRequiredValue(split)),
                Checkpoints = parsed.GetValue(checkpoints),
                SavesBest = parsed.GetValue(saveBest),
                TensorBoardFolder = parsed.GetValue(tensorBoard),
                StartName = startName,
                ComparedData = fitting.ComparedData(parsed),
                ReplayedData = fitting.ReplayedData(parsed),
                ReplayedFaces = fitting.ReplayedFaces(parsed),
                BalancesClasses = fitting.BalancesClasses(parsed),
                Options = fitting.Apply(new EmotionTrainerOptions
                {
                    Network = Network.FromName(word),
                    Recipe = parsed.GetValue(recipe) is { } name ? TrainingRecipe.FromName(name)
                        : before is null ? CommonOptions.RecipeFor(word)
                        : fitting.ReplayedData(parsed) is null ? TrainingRecipe.FineTune : TrainingRecipe.FineTuneWithReplay,
                    Epochs = parsed.GetValue(epochs),
                    BatchSize = parsed.GetValue(batchSize),
                    LearningRate = parsed.GetValue(learningRate),
                    TimeLimit = parsed.GetValue(timeLimit) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
                    Seed = parsed.GetValue(seed) ?? 1,
                    Precision =
                        parsed.GetValue(precision) switch
                        {
                            "bf16" => TrainingPrecision.BFloat16,
                            "fp32" => TrainingPrecision.Float32,
                            _ =>
                            TrainingPrecision.Auto
                        },
                    Device = CommonOptions.ParseDevice(parsed.GetRequiredValue(device)),
                    Teachers = teachers.Models,
                    AllowSingleEmotion = parsed.GetValue(single),
                    StartFrom = before,
                    Resume = parsed.GetValue(resume),
                }, parsed),
            };
            return job.Run(cancellationToken);
        });
        return command;
    }
}
