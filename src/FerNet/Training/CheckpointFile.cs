using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FerNet.Networks;
using FerNet.Training.Identity;
using FerNet.Utilities;
using TorchSharp;

namespace FerNet.Training;

/// <summary>The state of a training, apart from its tensors.</summary>
internal interface ICheckpointState
{
    /// <summary>The identity of the run, a JSON document. A checkpoint can be resumed only with the same settings and inputs.</summary>
    public string Identity { get; }
}

/// <summary>A checkpoint: one file with the tensors and the state of a training.</summary>
internal abstract class CheckpointFile<TState>(string folder, string fileName, JsonTypeInfo<TState> json)
    where TState : class, ICheckpointState
{
    public string FilePath { get; } = Path.Combine(Path.GetFullPath(folder), fileName);

    public bool Exists => File.Exists(FilePath);

    /// <summary>The path of the file; null if it does not exist.</summary>
    public string? FileIfAny => Exists ? FilePath : null;

    public void Write(TState state, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        Dictionary<string, WeightArray> arrays = tensors.ToDictionary(
            entry => entry.Key,
            entry => new WeightArray(WeightStore.Values(entry.Value), entry.Value.shape));
        TensorFile.Write(FilePath, arrays, JsonSerializer.Serialize(state, json));
    }

    /// <summary>Fills the tensors and returns the state; returns null without changing anything if there is no file.</summary>
    /// <param name="resumes">Whether the run may resume from a checkpoint.</param>
    /// <param name="identity">The identity of the run.</param>
    /// <param name="tensors">All tensors of the run, by name.</param>
    /// <exception cref="InvalidOperationException">There is a checkpoint, and <paramref name="resumes"/> is false.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, belongs to another run, or contains other tensors.</exception>
    public TState? Restore(bool resumes, string identity, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors)
    {
        if (!Exists) return null;
        if (!resumes)
        {
            throw new InvalidOperationException(
                $"{UntrustedText.Quote(FilePath)} holds the checkpoint of a training. Resume it, or name another folder; FerNet does not " +
                "overwrite it.");
        }
        (Dictionary<string, WeightArray> arrays, string text) = TensorFile.Read(FilePath);
        TState state = Parse(text);
        RequireSameRun(state.Identity, identity);
        KeyValuePair<string, torch.Tensor>[] expected = [.. tensors];
        RequireSameTensors(arrays, expected);
        using IDisposable noGrad = torch.no_grad();
        foreach ((string name, torch.Tensor tensor) in expected)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            tensor.copy_(torch.tensor(arrays[name].Values, arrays[name].Shape));
        }
        return state;
    }

    public InvalidDataException Damaged(string why, Exception? cause = null) =>
        new($"{UntrustedText.Quote(FilePath)} cannot be resumed: {why}. Delete it to train from the start.", cause);

    private void RequireSameTensors(Dictionary<string, WeightArray> arrays, KeyValuePair<string, torch.Tensor>[] expected)
    {
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
            throw Damaged($"the run has no tensor {UntrustedText.Quote(surplus)}");
    }

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
            $"{UntrustedText.Quote(FilePath)} belongs to a run with other settings or data, so it cannot be resumed. {difference}. Use " +
            "the same settings and data, or name another folder.");
    }

    private TState Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (!document.RootElement.TryGetProperty(nameof(ICheckpointState.Identity), out _))
            {
                throw new InvalidDataException(
                    $"{UntrustedText.Quote(FilePath)} was written by a version of FerNet that did not record every setting and input of " +
                    "a run, so it cannot be shown to belong to this one. " +
                    "Delete it to train from the start, or name another folder.");
            }
            return document.Deserialize(json) is { Identity: not null } state ? state : throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Damaged($"it does not say where its training stands ({UntrustedText.Quote(error.Message)})", error);
        }
    }
}

/// <summary>The checkpoint of an emotion training: weights, averaged weights, best weights, optimizer state, and training state.</summary>
internal sealed class Checkpoint(string folder)
    : CheckpointFile<TrainingState>(folder, FileName, TrainingStateJson.Default.TrainingState)
{
    public const string FileName = "checkpoint.safetensors";
}
