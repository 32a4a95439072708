using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>
/// Caches the teachers' answers for crops that repeat every <see cref="TrainingRecipe.AugmentationCycle"/> epochs. Owns its tensor.
/// </summary>
/// <remarks>The answers are stored in checkpoints, because the same answer computed in another batch may differ by rounding.</remarks>
internal sealed class TeacherAnswerCache(int cycle, int faces) : IDisposable
{
    /// <summary>Probabilities [cycle, faces, 7] in the processor's memory. A row of zeros is not computed yet.</summary>
    public torch.Tensor All { get; } = DetachedTensor.Compute(() => torch.zeros(cycle, faces, EmotionExtensions.Count));

    /// <summary>The answers [n, 7] for the first crops of a batch, on the device; null if one of them is not computed yet.</summary>
    public torch.Tensor? Find(Batch batch, torch.Device device)
    {
        torch.Tensor rows = All.select(0, batch.Round).index_select(0, Rows(batch));
        return rows.sum(1).min().item<float>() > 0 ? rows.to(device) : null;
    }

    /// <summary>Adds the answers [n, 7] for the first crops of a batch.</summary>
    public void Add(Batch batch, torch.Tensor answers)
    {
        using IDisposable noGrad = torch.no_grad();
        All.select(0, batch.Round).index_copy_(0, Rows(batch), answers.to(torch.CPU));
    }

    public void Dispose() => All.Dispose();

    private static torch.Tensor Rows(Batch batch) => torch.tensor(Array.ConvertAll(batch.Faces, face => (long)face));
}
