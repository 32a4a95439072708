using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>
/// The ascent of sharpness-aware minimization: moves all trainable weights by <c>radius * g / |g|</c>, and back again. Owns its tensors.
/// </summary>
/// <remarks>
/// Source: Foret et al., "Sharpness-Aware Minimization for Efficiently Improving Generalization", arXiv:2010.01412. The norm is over all
/// weights that learn.
/// </remarks>
internal sealed class SharpnessAscent : IDisposable
{
    private readonly List<(torch.Tensor Weights, torch.Tensor Gradients, torch.Tensor Move)> groups = [];
    private readonly Scalar radius, back = (-1.0).ToScalar(), least = 1e-12.ToScalar();

    public SharpnessAscent(WeightStore weights, double radius)
    {
        this.radius = radius.ToScalar();
        foreach (WeightGroup group in weights.Groups.Where(group => group.Learns))
            groups.Add((group.All, group.Gradients!, DetachedTensor.Compute(() => torch.zeros_like(group.All, requires_grad: false))));
    }

    /// <summary>Moves the weights along the gradient, and clears the gradients.</summary>
    public void Ascend()
    {
        using IDisposable noGrad = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor squares =
            groups.Select(group => (group.Gradients * group.Gradients).sum()).Aggregate((sum, next) => sum.add(next, TorchScalars.One));
        torch.Tensor factor = squares.sqrt().add(least, TorchScalars.One).reciprocal().mul(radius);
        foreach ((torch.Tensor weights, torch.Tensor gradients, torch.Tensor move) in groups)
        {
            move.copy_(gradients).mul_(factor);
            weights.add_(move, TorchScalars.One);
            gradients.zero_();
        }
    }

    /// <summary>Moves the weights back; the gradients are not changed.</summary>
    public void Restore()
    {
        using IDisposable noGrad = torch.no_grad();
        foreach ((torch.Tensor weights, _, torch.Tensor move) in groups) weights.add_(move, back);
    }

    public void Dispose()
    {
        foreach ((_, _, torch.Tensor move) in groups) move.Dispose();
        radius.Dispose();
        back.Dispose();
        least.Dispose();
    }
}
