using FerNet.Cli.Plots;
using FerNet.Cli.Progress;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>What <see cref="TrainCommand"/> does once its arguments are understood.</summary>
internal sealed class TrainJob(Terminal terminal, string output)
{
    /// <summary>The arguments that go on with a training that was stopped.</summary>
    public required IEnumerable<string> ResumeArguments { get; init; }

    public required string DataPath { get; init; }

    public required FerDatasetOptions DataOptions { get; init; }

    public required EmotionTrainerOptions Options { get; init; }

    /// <summary>Null for a folder beside the model that is deleted once the model is written; "none" for no checkpoints.</summary>
    public required string? Checkpoints { get; init; }

    private string? CheckpointFolder => Checkpoints == "none" ? null : Checkpoints ?? Path.ChangeExtension(output, ".checkpoints");

    public int Run(CancellationToken cancellationToken)
    {
        OutputFile.RequireWritable(output);
        if (!Options.Resume && CheckpointFolder is { } folder && File.Exists(Path.Combine(folder, "checkpoint.safetensors")))
            throw new IOException(
                $"{UntrustedText.Quote(folder)} holds the checkpoint of a training that was stopped: go on from it with --resume, delete " +
                "it, or name another folder with --checkpoints.");
        LearningCurve curve = new(output, Options.Resume);
        FerDataset faces = DatasetLoader.Load(terminal, DataPath, DataOptions, cancellationToken);
        if (faces.PublicTest.Count == 0)
            terminal.Say(
                $"The data has no public-test faces: {DisplayText.Percent(Options.ValidationSetFraction)} of the training faces are held " +
                "back to validate on.");
        terminal.Say(
            $"Training '{UntrustedText.Quote(Options.Network.Name)}' ({Options.Network.ParameterCount:N0} parameters); Ctrl-C stops, " +
            "--resume goes on.");
        try
        {
            using EmotionModel model = TrainingProgress.Follow(terminal, listener => Train(faces, curve, listener, cancellationToken));
            ModelOutput.Write(terminal, output, model);
            Draw(curve, model.Card.BestEpoch);
        }
        catch (OperationCanceledException)
        {
            if (CheckpointFolder is null)
            {
                terminal.Say("Stopped; there is no checkpoint.");
                return ExitCode.Stopped;
            }
            terminal.Say($"Stopped; the checkpoint is in {UntrustedText.Quote(CheckpointFolder)}. Go on with:");
            terminal.Say($"fernet {string.Join(' ', ResumeArguments.Select(Quoted))}");
            return ExitCode.Stopped;
        }
        if (Checkpoints is null) DeleteCheckpoint(CheckpointFolder!);
        return ExitCode.Success;
    }

    private static string Quoted(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    private EmotionModel Train(FerDataset faces, LearningCurve curve, ITrainingListener listener, CancellationToken cancellationToken)
    {
        EmotionTrainer trainer = new(Options with
        {
            CheckpointDirectory = CheckpointFolder,
            ProgressCallback = listener.Step,
            MetricsCallback = metrics =>
            {
                curve.Add(metrics);
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

    /// <summary>Deletes the checkpoint and, when nothing else lies in it, its folder.</summary>
    private static void DeleteCheckpoint(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "checkpoint.*")) File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }
}
