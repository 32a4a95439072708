using System.Text.Json;
using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>One file in a folder that holds everything a training needs to go on: weights, average, best weights, the optimiser's memory, and where it stands.</summary>
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
        if (File.Exists(folder)) throw new IOException($"{folder} is a file; checkpoints need a folder. Name another one.");
        try
        {
            Directory.CreateDirectory(folder);
            using FileStream probe = new(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{folder} cannot hold checkpoints: {error.Message.TrimEnd('.')}. Name another folder.", error);
        }
    }

    public void Write(TrainingState state, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        Dictionary<string, WeightArray> arrays = tensors.ToDictionary(
            entry => entry.Key,
            entry => new WeightArray(WeightStore.Values(entry.Value), entry.Value.shape));
        TensorFile.Write(FilePath, arrays, JsonSerializer.Serialize(state));
    }

    /// <summary>Fills the tensors and answers the state.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or belongs to a training with other settings or data.</exception>
    public TrainingState Read(string plan, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors)
    {
        (Dictionary<string, WeightArray> arrays, string text) = TensorFile.Read(FilePath);
        TrainingState state = Parse(text);
        if (state.Plan != plan)
        {
            throw new InvalidDataException(
                $"{FilePath} belongs to a training with other settings or data, so it cannot be resumed; {PlanDifference.Text(state.Plan, plan)}. " +
                "Use the same settings and data, or another folder.");
        }
        using IDisposable quiet = torch.no_grad();
        foreach ((string name, torch.Tensor tensor) in tensors)
        {
            if (!arrays.TryGetValue(name, out WeightArray? array) || !array.Shape.AsSpan().SequenceEqual(tensor.shape))
            {
                throw new InvalidDataException($"{FilePath} lacks the tensor {name} or has it in another shape. Delete it to train from the start.");
            }
            using DisposeScope scope = torch.NewDisposeScope();
            tensor.copy_(torch.tensor(array.Values, array.Shape));
        }
        return state;
    }

    private TrainingState Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingState>(text) ?? throw new JsonException("empty");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{FilePath} does not say where its training stands ({error.Message}). Delete it to train from the start.", error);
        }
    }
}
