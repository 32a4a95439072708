using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>AdamW on one vector of weights, with the gradient's length limited. Owns its memory.</summary>
/// <remarks>
/// Sources: Kingma and Ba, arXiv:1412.6980; Loshchilov and Hutter, arXiv:1711.05101. No number is read back from the device.
/// </remarks>
internal sealed class DetectorOptimizer : IDisposable
{
    private const double First = 0.9, Second = 0.999, Epsilon = 1e-8, LongestGradient = 20;

    private readonly DetectorWeights weights;
    private readonly torch.Tensor decayed;

    public DetectorOptimizer(DetectorWeights weights)
    {
        this.weights = weights;
        decayed = LastingTensor.Of(() => torch.tensor(weights.DecayMask()).to(weights.Learned.device));
        Mean = LastingTensor.Of(() => torch.zeros_like(weights.Learned));
        Square = LastingTensor.Of(() => torch.zeros_like(weights.Learned));
    }

    /// <summary>Running means of the gradient and of its square [n].</summary>
    public torch.Tensor Mean { get; }

    /// <inheritdoc cref="Mean"/>
    public torch.Tensor Square { get; }

    /// <summary>Takes one step with the gradients that the weights carry, and clears them.</summary>
    /// <param name="rate">Learning rate of this step.</param>
    /// <param name="decay">Share of the kernels that goes at a learning rate of 1.</param>
    /// <param name="step">Number of this step, from 1.</param>
    public void Step(double rate, double decay, long step)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable quiet = torch.no_grad();
        double corrected = rate * Math.Sqrt(1 - Math.Pow(Second, step)) / (1 - Math.Pow(First, step));
        using Scalar first = First.ToScalar(), newFirst = (1 - First).ToScalar(), second = Second.ToScalar(),
            newSecond = (1 - Second).ToScalar();
        using Scalar epsilon = Epsilon.ToScalar(), back = (-corrected).ToScalar(), shrink = (-rate * decay).ToScalar();
        using Scalar longest = LongestGradient.ToScalar(), most = 1.0.ToScalar();
        torch.Tensor gradient = weights.Gradient();
        torch.Tensor length = (gradient * gradient).sum().sqrt().add(epsilon, HeldNumbers.One);
        gradient = gradient * (torch.ones_like(length).mul(longest) / length).clamp_max(most);
        Mean.mul_(first).add_(gradient, newFirst);
        Square.mul_(second).addcmul_(gradient, gradient, newSecond);
        weights.Learned.add_(weights.Learned * decayed, shrink);
        weights.Learned.addcdiv_(Mean, Square.sqrt().add_(epsilon, HeldNumbers.One), back);
        weights.ClearGradients();
    }

    public void Dispose()
    {
        decayed.Dispose();
        Mean.Dispose();
        Square.Dispose();
    }
}
