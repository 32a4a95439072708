using System.Numerics.Tensors;
using System.Text.Json;
using FerNet.Checks;
using FerNet.Networks;
using FerNet.Training.Identity;
using TorchSharp;

namespace FerNet.Training;

/// <summary>
/// One file in a folder that holds everything a training needs to go on: weights, average, best weights, the optimizer's memory, and where
/// it stands.
/// </summary>
internal sealed class Checkpoint(string folder)
{
    public const string FileName = "checkpoint.safetensors";

    public string FilePath { get; } = Path.Combine(Path.GetFullPath(folder), FileName);

    public bool Exists => File.Exists(FilePath);

    /// <summary>Makes sure, before any work is done, that its state can be kept.</summary>
    /// <param name="folder">The folder of the checkpoint; null where none is wanted.</param>
    /// <exception cref="IOException">The folder cannot be made, or nothing can be written in it.</exception>
    public static void RequireFolder(string? folder)
    {
        if (folder is null) return;
        if (File.Exists(folder))
            throw new IOException($"{ForeignText.Quote(folder)} is a file; checkpoints need a folder. Name another one.");
        try
        {
            Directory.CreateDirectory(folder);
            using FileStream probe =
                new(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1,
                    FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{ForeignText.Quote(folder)} cannot hold checkpoints: {ForeignText.Quote(error.Message.TrimEnd('.'))}. Name another " +
                "folder.", error);
        }
    }

    public void Write(TrainingState state, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        Dictionary<string, WeightArray> arrays = tensors.ToDictionary(
            entry => entry.Key,
            entry => new WeightArray(WeightStore.Values(entry.Value), entry.Value.shape));
        TensorFile.Write(FilePath, arrays, JsonSerializer.Serialize(state, TrainingStateJson.Default.TrainingState));
    }

    /// <summary>Fills the tensors and answers the state.</summary>
    /// <param name="identity">The identity of the run that wants to go on.</param>
    /// <param name="tensors">All tensors of the run, by name.</param>
    /// <exception cref="InvalidDataException">The file is damaged, belongs to another run, or holds other tensors than the run
    /// has.</exception>
    public TrainingState Read(string identity, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors)
    {
        (Dictionary<string, WeightArray> arrays, string text) = TensorFile.Read(FilePath);
        TrainingState state = Parse(text);
        RequireSameRun(state.Identity, identity);
        KeyValuePair<string, torch.Tensor>[] expected = [.. tensors];
        foreach ((string name, torch.Tensor tensor) in expected)
        {
            if (!arrays.TryGetValue(name, out WeightArray? array)) throw Damaged($"the tensor {name} is missing");
            if (!array.Shape.AsSpan().SequenceEqual(tensor.shape))
            {
                throw Damaged(
                    $"the tensor {name} is [{string.Join(", ", array.Shape)}]; the run needs [{string.Join(", ", tensor.shape)}]");
            }
            if (!TensorPrimitives.IsFiniteAll<float>(array.Values)) throw Damaged($"the tensor {name} holds an infinity or NaN");
        }
        if (arrays.Keys.Except(expected.Select(entry => entry.Key)).FirstOrDefault() is { } surplus)
            throw Damaged($"the run has no tensor {ForeignText.Quote(surplus)}");

        using IDisposable quiet = torch.no_grad();
        foreach ((string name, torch.Tensor tensor) in expected)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            tensor.copy_(torch.tensor(arrays[name].Values, arrays[name].Shape));
        }
        return state;
    }

    public InvalidDataException Damaged(string why, Exception? cause = null) =>
        new($"{ForeignText.Quote(FilePath)} cannot be resumed: {why}. Delete it to train from the start.", cause);

    private void RequireSameRun(string before, string now)
    {
        if (before == now) return;
        string difference;
        try
        {
            difference = IdentityDifference.Text(before, now);
        }
        catch (JsonException error)
        {
            throw Damaged("the identity of its run cannot be read", error);
        }
        throw new InvalidDataException(
            $"{ForeignText.Quote(FilePath)} belongs to a run with other settings or data, so it cannot be resumed. {difference}. Use " +
            "the same settings and data, or name another folder.");
    }

    private TrainingState Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (!document.RootElement.TryGetProperty(nameof(TrainingState.Identity), out _))
            {
                throw new InvalidDataException(
                    $"{ForeignText.Quote(FilePath)} was written by a version of FerNet that did not record every setting and input of " +
                    "a run, so it cannot be shown to belong to this one. " +
                    "Delete it to train from the start, or name another folder.");
            }
            return document.Deserialize(TrainingStateJson.Default.TrainingState) is { Identity: not null } state
                ? state
                : throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Damaged($"it does not say where its training stands ({ForeignText.Quote(error.Message)})", error);
        }
    }
}
