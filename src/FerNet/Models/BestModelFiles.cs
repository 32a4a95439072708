using System.Diagnostics.CodeAnalysis;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>Writes the best model so far to files during training, so that it is kept if training stops.</summary>
internal sealed class BestModelFiles
{
    private readonly EmotionTrainerOptions options;
    private readonly ModelWriter writer;
    private byte[]? graph;

    private BestModelFiles(EmotionTrainerOptions options, ModelWriter writer) => (this.options, this.writer) = (options, writer);

    /// <summary>Checks before training that the files can be written, and deletes those of an earlier training run.</summary>
    /// <param name="options">The options with the paths of the files.</param>
    /// <param name="writer">Writes the models.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static BestModelFiles Start(EmotionTrainerOptions options, ModelWriter writer)
    {
        if (options.BestModelPath is { } path) AtomicFile.RequireWritable(path);
        if (options.CheckpointDirectory is { } folder && !new Checkpoint(folder).Exists)
            File.Delete(CheckpointFolder.BestModelPath(folder));
        return new BestModelFiles(options, writer);
    }

    /// <summary>Writes the files after an epoch.</summary>
    public void Update(TrainingRun run)
    {
        if (options.CheckpointDirectory is null && options.BestModelPath is null) return;
        bool isBetter = run.State.BestEpoch == run.State.Epoch;
        if (isBetter || graph is null)
        {
            // Not canceled, because that would leave a checkpoint without its model. It takes as long as one validation.
            using EmotionModel model = writer.Write(run.Best(default), default);
            graph = model.Graph;
        }
        else
        {
            ModelCard card = ModelFacts.Read(graph, options.Network.Name);
            graph = ModelFacts.WithCard(graph, ModelWriter.WithProgress(card, run.State, options.Reproducible));
        }
        if (options.CheckpointDirectory is { } folder)
            AtomicFile.Write(CheckpointFolder.BestModelPath(folder), stream => stream.Write(graph));
        if (options.BestModelPath is { } path && (isBetter || run.State.IsFinished)) SaveZip(path, graph);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Whoever makes an EmotionTrainer is warned.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Whoever makes an EmotionTrainer is warned.")]
    private void SaveZip(string path, byte[] sealedGraph)
    {
        using EmotionModel model = EmotionModel.FromOwnGraph(sealedGraph, options.Network.Name, ModelFacts.Columns(sealedGraph));
        model.Save(path);
    }
}
