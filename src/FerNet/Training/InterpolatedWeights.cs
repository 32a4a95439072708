using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>
/// The mean of the weights that a training started from and those that it has reached: it keeps most of what the starting model knew, and
/// takes over most of what was learned.
/// </summary>
/// <remarks>Source: Wortsman et al., "Robust fine-tuning of zero-shot models", arXiv:2109.01903.</remarks>
/// <param name="start">The weights of the start; they are copied.</param>
/// <param name="startShare">The share of the start, 0 to 1.</param>
internal sealed class InterpolatedWeights(WeightStore start, double startShare) : IDisposable
{
    private readonly WeightStore start = start.Clone();

    /// <summary>The mean that <see cref="Mix"/> computed last.</summary>
    public WeightStore Mean { get; } = start.Clone();

    /// <summary>Computes the mean of the start and of trained weights; its running statistics are to be measured anew.</summary>
    public void Mix(WeightStore trained)
    {
        using Scalar kept = startShare.ToScalar(), share = (1 - startShare).ToScalar();
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable quiet = torch.no_grad();
        for (int i = 0; i < trained.Groups.Count; i++)
            Mean.Groups[i].All.copy_(start.Groups[i].All.mul(kept).add(trained.Groups[i].All, share));
    }

    public void Dispose()
    {
        start.Dispose();
        Mean.Dispose();
    }
}
