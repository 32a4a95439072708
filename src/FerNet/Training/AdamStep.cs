using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>One step of Adam: running means of the gradient and of its square, both bias-corrected.</summary>
/// <remarks>
/// Source: Kingma and Ba, arXiv:1412.6980, section 2, in the order of computation of its last paragraph, as in Keras: epsilon is added to
/// the square root before the correction. One instance serves all tensors of a step, because it keeps the scalars of the step alive; see
/// <see cref="TorchScalars"/>.
/// </remarks>
internal sealed class AdamStep : IDisposable
{
    private const double First = 0.9, Second = 0.999;

    private readonly Scalar first = First.ToScalar(), newFirst = (1 - First).ToScalar(), second = Second.ToScalar(),
        newSecond = (1 - Second).ToScalar(), epsilon, back;

    /// <param name="rate">Learning rate of the step.</param>
    /// <param name="step">Number of the step, from 1, over the whole training.</param>
    /// <param name="epsilon">Added to the divisor, so that it is not zero.</param>
    public AdamStep(double rate, long step, double epsilon)
    {
        this.epsilon = epsilon.ToScalar();
        back = (-rate * Math.Sqrt(1 - Math.Pow(Second, step)) / (1 - Math.Pow(First, step))).ToScalar();
    }

    /// <summary>Updates the weights and both means with a gradient, in place.</summary>
    public void Apply(torch.Tensor weights, torch.Tensor gradient, torch.Tensor mean, torch.Tensor square)
    {
        mean.mul_(first).add_(gradient, newFirst);
        square.mul_(second).addcmul_(gradient, gradient, newSecond);
        weights.addcdiv_(mean, square.sqrt().add_(epsilon, TorchScalars.One), back);
    }

    public void Dispose()
    {
        foreach (Scalar number in (Scalar[])[first, newFirst, second, newSecond, epsilon, back]) number.Dispose();
    }
}
