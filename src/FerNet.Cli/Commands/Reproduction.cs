using FerNet.Networks;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>
/// Runs the trainings of the default and the fast model of the next version in sequence: <see cref="ReproductionStep.All"/>.
/// </summary>
internal sealed class Reproduction(Terminal terminal, string folder)
{
    public required string DataPath { get; init; }

    public required int? Epochs { get; init; }

    public required int? Limit { get; init; }

    public required bool SkipsBadRows { get; init; }

    public required bool ReadsVotes { get; init; }

    public required int Seed { get; init; }

    public required TrainingDevice Device { get; init; }

    public required IReadOnlyList<string> ResumeArguments { get; init; }

    /// <summary>The command of each training, in order.</summary>
    public IEnumerable<string> Commands() => ReproductionStep.All.Select(step =>
        $"fernet train --data {DataPath} --network {step.Network} --recipe {step.Recipe} --epochs " +
        $"{Epochs ?? TrainingRecipe.FromName(step.Recipe).Epochs} --seed {Seed} " +
        $"--device {(Device == TrainingDevice.Cuda ? "cuda" : "cpu")} {(Limit is { } limit ? $"--limit {limit} " : "")}" +
        $"{(SkipsBadRows ? "--skip-bad-rows " : "")}{(ReadsVotes ? "" : "--no-votes ")}" +
        $"{string.Concat(step.Teachers.Select(teacher => $"--teacher {PathOf(teacher)} "))}--output {PathOf(step.Model)}");

    public int Run(CancellationToken cancellationToken)
    {
        foreach (ReproductionStep step in ReproductionStep.All)
        {
            int code = Train(step, cancellationToken);
            if (code != ExitCode.Success) return code;
        }
        return ExitCode.Success;
    }

    private string PathOf(string model) => Path.Combine(folder, $"{model}.zip");

    /// <summary>The file of a stopped training contains its best model so far.</summary>
    private static bool IsFinished(string path)
    {
        using EmotionModel model = EmotionModel.Load(path);
        return !model.Card.IsUnfinished;
    }

    private int Train(ReproductionStep step, CancellationToken cancellationToken)
    {
        string path = PathOf(step.Model);
        if (File.Exists(path) && IsFinished(path))
        {
            terminal.Say($"{UntrustedText.Quote(path)} is there already.");
            return ExitCode.Success;
        }
        using LoadedModels teachers = new(step.Teachers.Select(PathOf));
        TrainJob job = new(terminal, path)
        {
            ResumeArguments = ResumeArguments,
            DataPath = DataPath,
            DataOptions = new FerDatasetOptions { Limit = Limit, SkipBadRows = SkipsBadRows, UseFerPlus = ReadsVotes },
            Checkpoints = null,
            Options = new EmotionTrainerOptions
            {
                Network = Network.FromName(step.Network),
                Recipe = TrainingRecipe.FromName(step.Recipe),
                Epochs = Epochs,
                Seed = Seed,
                Device = Device,
                Teachers = teachers.Models,
                Resume = true,
            },
        };
        return job.Run(cancellationToken);
    }
}
