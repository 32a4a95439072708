using System.Numerics.Tensors;
using System.Text.Json;
using FerNet.Checks;
using FerNet.Networks;
using FerNet.Training.Identity;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>One file in a folder that holds everything a detector's training needs to go on.</summary>
internal sealed class DetectorCheckpoint(string folder)
{
    public const string FileName = "detector.safetensors";

    public string FilePath { get; } = Path.Combine(Path.GetFullPath(folder), FileName);

    public bool Exists => File.Exists(FilePath);

    public void Write(DetectorTrainingState state, IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        Dictionary<string, WeightArray> arrays =
            tensors.ToDictionary(entry => entry.Key, entry => new WeightArray(WeightStore.Values(entry.Value), entry.Value.shape));
        TensorFile.Write(FilePath, arrays, JsonSerializer.Serialize(state, DetectorStateJson.Default.DetectorTrainingState));
    }

    /// <summary>Fills the tensors and answers the state.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or belongs to a training with other settings or data.</exception>
    public DetectorTrainingState Read(string identity, IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        (Dictionary<string, WeightArray> arrays, string text) = TensorFile.Read(FilePath);
        DetectorTrainingState state = Parse(text);
        RequireSameRun(state.Identity, identity);
        if (arrays.Keys.Except(tensors.Keys).FirstOrDefault() is { } surplus)
            throw Damaged($"it has a tensor {ForeignText.Quote(surplus)}, which this training has not");
        using IDisposable quiet = torch.no_grad();
        foreach ((string name, torch.Tensor tensor) in tensors)
        {
            if (!arrays.TryGetValue(name, out WeightArray? array) || !array.Shape.AsSpan().SequenceEqual(tensor.shape))
                throw Damaged($"it lacks the tensor {name} or has it in another shape");
            if (!TensorPrimitives.IsFiniteAll<float>(array.Values)) throw Damaged($"its tensor {name} holds an infinity or NaN");
            using DisposeScope scope = torch.NewDisposeScope();
            tensor.copy_(torch.tensor(array.Values, array.Shape));
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
            throw Damaged("the identity of its training cannot be read", error);
        }
        throw new InvalidDataException(
            $"{ForeignText.Quote(FilePath)} belongs to a training with other settings or data, so it cannot be resumed. {difference}. " +
            "Use the same settings and data, or name another folder.");
    }

    private DetectorTrainingState Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, DetectorStateJson.Default.DetectorTrainingState) is { Identity: not null } state
                ? state
                : throw new JsonException("it is empty");
        }
        catch (JsonException error)
        {
            throw Damaged($"it does not say where its training stands ({ForeignText.Quote(error.Message)})", error);
        }
    }
}
