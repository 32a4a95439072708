using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>A batch as tensors on the device of the network. The tensors belong to the current dispose scope.</summary>
/// <param name="Pixels">Standardized gray levels [crops * n, 1, size, size]: all first crops, then all second ones.</param>
/// <param name="Targets">[n, 7].</param>
/// <param name="Votes">[n, 10]; null if they are not trained on.</param>
/// <param name="Labels">[n], int64.</param>
/// <param name="Crops">Crops of each face, 1 or 2.</param>
internal sealed record StepInput(torch.Tensor Pixels, torch.Tensor Targets, torch.Tensor? Votes, torch.Tensor Labels, int Crops)
{
    public long Count => Labels.shape[0];

    public static StepInput Upload(Batch batch, torch.Device device) => new(
        torch.tensor(batch.Pixels, [batch.Count * batch.Crops, 1, batch.Size, batch.Size]).Upload(device),
        torch.tensor(batch.Targets, [batch.Count, EmotionExtensions.Count]).Upload(device),
        batch.Votes is null ? null : torch.tensor(batch.Votes, [batch.Count, BatchMaker.VoteCount]).Upload(device),
        torch.tensor(Array.ConvertAll(batch.Labels, label => (long)label), [batch.Count]).Upload(device),
        batch.Crops);

    /// <summary>Repeats the values of each face for each of its crops.</summary>
    public torch.Tensor ForEachCrop(torch.Tensor values) => Crops == 1 ? values : torch.cat((torch.Tensor[])[values, values], 0);
}
