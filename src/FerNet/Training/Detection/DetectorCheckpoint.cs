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
        Dictionary<string, WeightArray> arrays = tensors.ToDictionary(entry => entry.Key, entry => new WeightArray(WeightStore.Values(entry.Value), entry.Value.shape));
        TensorFile.Write(FilePath, arrays, JsonSerializer.Serialize(state, DetectorStateJson.Default.DetectorTrainingState));
    }

    /// <summary>Fills the tensors and answers the state.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or belongs to a training with other settings or data.</exception>
    public DetectorTrainingState Read(string identity, IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        (Dictionary<string, WeightArray> arrays, string text) = TensorFile.Read(FilePath);
        DetectorTrainingState state = Parse(text);
        if (state.Identity != identity)
        {
            throw new InvalidDataException(
                $"{ForeignText.Quote(FilePath)} belongs to a training with other settings or data, so it cannot be resumed. {IdentityDifference.Text(state.Identity, identity)}. " +
                "Use the same settings and data, or name another folder.");
        }
        if (arrays.Keys.Except(tensors.Keys).FirstOrDefault() is { } surplus)
            throw new InvalidDataException($"{FilePath} has a tensor {surplus}, which this training has not. Delete it to train from the start.");
        using IDisposable quiet = torch.no_grad();
        foreach ((string name, torch.Tensor tensor) in tensors)
        {
            if (!arrays.TryGetValue(name, out WeightArray? array) || !array.Shape.AsSpan().SequenceEqual(tensor.shape))
                throw new InvalidDataException($"{ForeignText.Quote(FilePath)} lacks the tensor {name} or has it in another shape. Delete it to train from the start.");
            if (!TensorPrimitives.IsFiniteAll<float>(array.Values)) throw new InvalidDataException($"The tensor {name} of {ForeignText.Quote(FilePath)} holds an infinity or NaN. Delete it to train from the start.");
            using DisposeScope scope = torch.NewDisposeScope();
            tensor.copy_(torch.tensor(array.Values, array.Shape));
        }
        return state;
    }

    private DetectorTrainingState Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, DetectorStateJson.Default.DetectorTrainingState) ?? throw new JsonException("empty");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{ForeignText.Quote(FilePath)} does not say where its training stands ({error.Message}). Delete it to train from the start.", error);
        }
    }
}
