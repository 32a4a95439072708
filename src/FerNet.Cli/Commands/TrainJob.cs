using FerNet.Cli.Plots;
using FerNet.Cli.Progress;
using FerNet.Evaluation;
using FerNet.Models;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>The training of <see cref="TrainCommand"/>, after its arguments are parsed.</summary>
internal sealed class TrainJob(Terminal terminal, string output)
{
    /// <summary>The arguments that resume a stopped training.</summary>
    public required IEnumerable<string> ResumeArguments { get; init; }

    public required string DataPath { get; init; }

    public required FerDatasetOptions DataOptions { get; init; }

    public required EmotionTrainerOptions Options { get; init; }

    /// <summary>
    /// The checkpoint folder. Null for a folder beside the model, which is deleted after the model is written; "none" for no checkpoints.
    /// </summary>
    public required string? Checkpoints { get; init; }

    /// <summary>New splits for the faces; null for those of the options.</summary>
    public SplitShares? Shares { get; init; }

    /// <summary>Whether rare emotions have a larger weight, instead of the weights in <see cref="Options"/>.</summary>
    public bool BalancesClasses { get; init; }

    /// <summary>Whether the model is written after each epoch with a new best validation accuracy.</summary>
    public bool SavesBest { get; init; }

    /// <summary>The path or the word of the starting model; null for none.</summary>
    public string? StartName { get; init; }

    /// <summary>The dataset on which the starting model and the new model are compared; null for none.</summary>
    public string? ComparedData { get; init; }

    /// <summary>The dataset from which training faces are added; null for none.</summary>
    public string? ReplayedData { get; init; }

    /// <summary>Number of added faces; null for twice the number of training faces.</summary>
    public int? ReplayedFaces { get; init; }

    /// <summary>Folder for an event file of TensorBoard; null for none.</summary>
    public string? TensorBoardFolder { get; init; }

    private string? CheckpointFolder => Checkpoints == "none" ? null : Checkpoints ?? Path.ChangeExtension(output, ".checkpoints");

    public int Run(CancellationToken cancellationToken)
    {
        OutputFile.RequireWritable(output);
        if (!Options.Resume && CheckpointFolder is { } folder && File.Exists(Path.Combine(folder, Checkpoint.FileName)))
            throw new IOException(
                $"{UntrustedText.Quote(folder)} holds the checkpoint of a training that was stopped: go on from it with --resume, delete " +
                "it, or name another folder with --checkpoints.");
        LearningCurve curve = new(output, Options.Resume);
        FerDataset faces = DatasetLoader.Load(terminal, DataPath, DataOptions, Shares, cancellationToken);
        FerDataset? compared = ComparedData is null ? null : ReadCompared(ComparedData, cancellationToken);
        if (ReplayedData is not null) faces = faces.Concat(ReadReplayed(
            ReplayedData, ReplayedFaces ?? (int)Math.Min(int.MaxValue, 2L * faces.Training.Count), cancellationToken));
        if (faces.PublicTest.Count == 0)
            terminal.Say(
                $"The data has no public-test faces: {DisplayText.Percent(Options.ValidationSetFraction)} of the training faces are held " +
                "back to validate on.");
        string stop = CheckpointFolder is null ? "Ctrl-C stops; no checkpoint is written."
            : ResumeArguments.Contains("--resume") ? "Ctrl-C stops the training; continue it with --resume."
            : "Ctrl-C stops; the same command continues.";
        terminal.Say(
            $"Training '{UntrustedText.Quote(Options.Network.Name)}' ({Options.Network.ParameterCount:N0} parameters); {stop}");
        bool isStopped;
        try
        {
            using TensorBoardLog? events = TensorBoardFolder is null ? null : new TensorBoardLog(TensorBoardFolder);
            using EmotionModel model =
                TrainingProgress.Follow(terminal, listener => Train(faces, curve, events, listener, cancellationToken));
            ModelOutput.Write(terminal, output, model);
            isStopped = compared is not null && !ReportChange(model, compared, cancellationToken);
            Draw(curve, model.Card.BestEpoch);
            if (model.Card.IsUnfinished) return ReportStop(model.Card);
        }
        catch (OperationCanceledException)
        {
            return ReportStop(best: null);
        }
        if (Checkpoints is null) DeleteCheckpoint(CheckpointFolder!);
        return isStopped ? ExitCode.Stopped : ExitCode.Success;
    }

    private FerDataset ReadReplayed(string path, int count, CancellationToken cancellationToken)
    {
        FerDataset known = Read(path, cancellationToken).Training.Take(count, Options.Seed);
        terminal.Say($"{known.Count:N0} training faces of {UntrustedText.Quote(path)} are learned once more.");
        return known;
    }

    private FerDataset ReadCompared(string path, CancellationToken cancellationToken)
    {
        FerDataset faces = Read(path, cancellationToken);
        if (faces.HasSplits && faces.PublicTest.Count == 0)
            throw new InvalidDataException(
                $"--compare-on {UntrustedText.Quote(path)} has no public-test faces; use a dataset that has some, or one without splits.");
        return DatasetLoader.SelectSplit(terminal, faces, faces.HasSplits ? "publictest" : "all");
    }

    private FerDataset Read(string path, CancellationToken cancellationToken) => DatasetLoader.Read(
        terminal, path, new() { Faces = DataOptions.Faces, SkipBadRows = DataOptions.SkipBadRows, UseFerPlus = false }, shares: null,
        cancellationToken);

    /// <summary>Prints the comparison. Returns false if it was stopped.</summary>
    private bool ReportChange(EmotionModel trained, FerDataset compared, CancellationToken cancellationToken)
    {
        try
        {
            ModelComparison change = ModelComparison.Compare(Options.StartFrom!, trained, compared, cancellationToken);
            terminal.Output.WriteLine(
                $"before and after on {UntrustedText.Quote(ComparedData!)}: accuracy {DisplayText.Percent(change.FirstAccuracy)} and " +
                $"{DisplayText.Percent(change.SecondAccuracy)} on {change.Count:N0} faces ({McNemar.Display(change.PValue)})");
            return true;
        }
        catch (OperationCanceledException)
        {
            // No rethrow: the model is written, but its learning curve is not drawn yet.
            string search = DataOptions.Faces switch
            {
                FaceSearch.None => " --faces whole",
                FaceSearch.Required => " --faces required",
                _ => "",
            };
            terminal.Say("Stopped: the models were not compared; compare them with:");
            terminal.Say($"fernet evaluate --data {Quoted(UntrustedText.Quote(ComparedData!))} --model " +
                $"{Quoted(UntrustedText.Quote(output))} --compare {Quoted(UntrustedText.Quote(StartName!))}{search}" +
                (DataOptions.SkipBadRows ? " --skip-bad-rows" : ""));
            return false;
        }
    }

    /// <param name="best">The card of the written model; null if none was written.</param>
    private int ReportStop(ModelCard? best)
    {
        terminal.Say(best is null
            ? "Stopped."
            : $"Stopped after epoch {best.Epochs} of {best.PlannedEpochs}; {UntrustedText.Quote(output)} is the best model so far, of " +
                $"epoch {best.BestEpoch}.");
        if (CheckpointFolder is null)
        {
            terminal.Say("No checkpoint was written.");
            return ExitCode.Stopped;
        }
        terminal.Say($"The checkpoint is in {UntrustedText.Quote(CheckpointFolder)}. Continue with:");
        terminal.Say($"fernet {string.Join(' ', ResumeArguments.Select(Quoted))}");
        return ExitCode.Stopped;
    }

    private static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    private EmotionModel Train(FerDataset faces, LearningCurve curve, TensorBoardLog? events, ITrainingListener listener,
        CancellationToken cancellationToken)
    {
        DateTimeOffset? sourceDate = SourceDate.Read();
        EmotionTrainer trainer = new(Options with
        {
            ClassWeights = BalancesClasses ? EmotionTrainerOptions.BalancedClassWeights(faces.Training) : Options.ClassWeights,
            Created = sourceDate,
            Reproducible = sourceDate is not null,
            CheckpointDirectory = CheckpointFolder,
            KeepBestWhenCanceled = true,
            BestModelPath = SavesBest ? output : null,
            ProgressCallback = listener.Step,
            MetricsCallback = metrics =>
            {
                curve.Add(metrics);
                events?.Add(metrics);
                listener.Epoch(metrics);
            },
        });
        return trainer.Train(faces, cancellationToken);
    }

    private void Draw(LearningCurve curve, int bestEpoch)
    {
        if (curve.Points.Count == 0) return;
        ChartStyle.WarnWithoutFonts(terminal);
        OutputFile.Write(curve.ImagePath, LearningCurvePlot.Png(curve.Points, bestEpoch));
    }

    /// <summary>Deletes the checkpoint, and its folder if it is then empty.</summary>
    private static void DeleteCheckpoint(string folder)
    {
        File.Delete(Path.Combine(folder, Checkpoint.FileName));
        File.Delete(Training.CheckpointFolder.BestModelPath(folder));
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }
}
