using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>
/// The weighted mean of the starting model's weights and the trained weights, which reduces forgetting. Owns its tensors.
/// </summary>
/// <remarks>Source: Wortsman et al., "Robust fine-tuning of zero-shot models", arXiv:2109.01903.</remarks>
/// <param name="start">The weights of the starting model; they are copied.</param>
/// <param name="startShare">The share of the starting model, 0 to 1.</param>
internal sealed class InterpolatedWeights(WeightStore start, double startShare) : IDisposable
{
    private readonly WeightStore start = start.Clone();

    /// <summary>The last result of <see cref="Mix"/>.</summary>
    public WeightStore Mean { get; } = start.Clone();

    /// <summary>
    /// Computes the mean of the starting weights and the trained weights. The caller must measure its running statistics.
    /// </summary>
    public void Mix(WeightStore trained)
    {
        using Scalar kept = startShare.ToScalar(), share = (1 - startShare).ToScalar();
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGrad = torch.no_grad();
        for (int i = 0; i < trained.Groups.Count; i++)
            Mean.Groups[i].All.copy_(start.Groups[i].All.mul(kept).add(trained.Groups[i].All, share));
    }

    public void Dispose()
    {
        start.Dispose();
        Mean.Dispose();
    }
}
