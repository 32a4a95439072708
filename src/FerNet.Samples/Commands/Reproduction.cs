namespace FerNet.Samples.Commands;

/// <summary>The trainings behind the models that ship with the package, one after the other. Read <see cref="Run"/> from top to bottom.</summary>
internal sealed class Reproduction(Terminal terminal, string folder)
{
    /// <summary>How much the second and the third training count in the mean.</summary>
    private static readonly double[] Shares = [0.4, 0.6];

    public required string DataPath { get; init; }

    public required int? Epochs { get; init; }

    public required int? Limit { get; init; }

    public required int Seed { get; init; }

    public required IReadOnlyList<string> ToGoOn { get; init; }

    public int Run(CancellationToken cancellationToken)
    {
        string first = Model("first"), second = Model("second"), third = Model("third"), mean = Model("default"), unrefined = Model("unrefined-fast"), small = Model("fast");
        int code = Train(first, Network.Default, TrainingRecipe.Default, [], null, cancellationToken);
        if (code == ExitCode.Success) code = Train(second, Network.Default, TrainingRecipe.Default, [first], null, cancellationToken);
        if (code == ExitCode.Success) code = Train(third, Network.Default, TrainingRecipe.Refine, [first, second], second, cancellationToken);
        if (code == ExitCode.Success) code = Average(mean, [second, third], cancellationToken);
        if (code == ExitCode.Success) code = Train(unrefined, Network.Fast, TrainingRecipe.Fast, [first, mean], null, cancellationToken);
        return code == ExitCode.Success ? Train(small, Network.Fast, TrainingRecipe.RefineFast, [first, mean], unrefined, cancellationToken) : code;
    }

    private string Model(string name) => Path.Combine(folder, $"{name}.zip");

    private int Train(string path, Network network, TrainingRecipe recipe, IReadOnlyList<string> teachers, string? start, CancellationToken cancellationToken)
    {
        if (IsThere(path)) return ExitCode.Success;
        using OpenModels opened = new(teachers);
        using EmotionModel? before = start is null ? null : EmotionModel.Load(start);
        TrainJob job = new(terminal, path)
        {
            ToGoOn = ToGoOn,
            DataPath = DataPath,
            DataOptions = new FerDatasetOptions { Limit = Limit },
            Checkpoints = null,
            Options = new EmotionTrainerOptions
            {
                Network = network,
                Recipe = recipe,
                Epochs = Epochs,
                Seed = Seed,
                Teachers = opened.Models,
                StartFrom = before,
                Resume = true,
            },
        };
        return job.Run(cancellationToken);
    }

    private int Average(string path, IReadOnlyList<string> models, CancellationToken cancellationToken)
    {
        if (IsThere(path)) return ExitCode.Success;
        OutputFile.RequireWritable(path);
        using OpenModels opened = new(models);
        FerDataset faces = Datasets.Load(terminal, DataPath, new FerDatasetOptions { Limit = Limit, UseFerPlus = false }, cancellationToken);
        using EmotionModel mean = new EmotionTrainer(new EmotionTrainerOptions { Seed = Seed }).Average(opened.Models, faces, Shares);
        ModelOutput.Write(terminal, path, mean);
        return ExitCode.Success;
    }

    private bool IsThere(string path)
    {
        if (!File.Exists(path)) return false;
        terminal.Say($"{path} is there already.");
        return true;
    }
}
