using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>AdamW on one vector of weights, with gradient clipping. Owns its tensors.</summary>
/// <remarks>
/// Source of the decay: Loshchilov and Hutter, arXiv:1711.05101; the rest is <see cref="AdamStep"/>. A step does not wait for the device,
/// because no value is copied from it.
/// </remarks>
internal sealed class DetectorOptimizer : IDisposable
{
    private const double Epsilon = 1e-8, LongestGradient = 20;

    private readonly DetectorWeights weights;
    private readonly torch.Tensor decayed;

    public DetectorOptimizer(DetectorWeights weights)
    {
        this.weights = weights;
        decayed = DetachedTensor.Compute(() => torch.tensor(weights.DecayMask()).to(weights.Learned.device));
        Mean = DetachedTensor.Compute(() => torch.zeros_like(weights.Learned));
        Square = DetachedTensor.Compute(() => torch.zeros_like(weights.Learned));
    }

    /// <summary>Running means of the gradient and of its square [n].</summary>
    public torch.Tensor Mean { get; }

    /// <inheritdoc cref="Mean"/>
    public torch.Tensor Square { get; }

    /// <summary>Takes one step with the gradients of the weights, and clears them.</summary>
    /// <param name="rate">Learning rate of this step.</param>
    /// <param name="decay">Weight decay: kernels are multiplied by 1 - rate * decay.</param>
    /// <param name="step">Number of this step, from 1.</param>
    public void Step(double rate, double decay, long step)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGrad = torch.no_grad();
        using AdamStep adam = new(rate, step, Epsilon);
        using Scalar epsilon = Epsilon.ToScalar(), shrink = (-rate * decay).ToScalar();
        using Scalar longest = LongestGradient.ToScalar(), most = 1.0.ToScalar();
        torch.Tensor gradient = weights.Gradient();
        torch.Tensor length = (gradient * gradient).sum().sqrt().add(epsilon, TorchScalars.One);
        gradient = gradient * (torch.ones_like(length).mul(longest) / length).clamp_max(most);
        weights.Learned.add_(weights.Learned * decayed, shrink);
        adam.Apply(weights.Learned, gradient, Mean, Square);
        weights.ClearGradients();
    }

    public void Dispose()
    {
        decayed.Dispose();
        Mean.Dispose();
        Square.Dispose();
    }
}
