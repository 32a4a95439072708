using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>Changes weights by their gradients. Its memory is a set of named tensors, so that a checkpoint can hold it.</summary>
internal abstract class Optimizer : IDisposable
{
    /// <summary>What the optimiser remembers, by name: "kind/weight".</summary>
    public Dictionary<string, torch.Tensor> Memory { get; } = [];

    public static Optimizer Create(TrainingRecipe recipe, IReadOnlyList<(WeightSpec Spec, torch.Tensor Weight)> weights) => recipe.Optimizer switch
    {
        TrainingOptimizer.Adam => new Adam(weights, recipe.WeightDecay),
        _ => new NesterovMomentum(weights, recipe.WeightDecay),
    };

    /// <summary>An optimizer of all weights of a network that learn, in as many operations as the store has groups.</summary>
    public static Optimizer Create(TrainingRecipe recipe, WeightStore weights) => Create(
        recipe, [.. weights.Groups.Where(group => group.Learns).Select(group => (new WeightSpec(group.Specs[0].Role == WeightRole.Kernel ? "kernels" : "others", group.Specs[0].Role, group.All.shape), group.All))]);

    /// <summary>Takes one step with the gradients that the weights carry, and clears them.</summary>
    /// <param name="rate">Learning rate of this step.</param>
    /// <param name="step">Number of this step, from 1, over the whole training.</param>
    public abstract void Step(double rate, long step);

    public void Dispose()
    {
        foreach (torch.Tensor tensor in Memory.Values) tensor.Dispose();
        Memory.Clear();
    }

    protected torch.Tensor Remember(string kind, string weight, torch.Tensor like)
    {
        torch.Tensor memory = LastingTensor.Of(() => torch.zeros_like(like, requires_grad: false));
        Memory.Add($"{kind}/{weight}", memory);
        return memory;
    }
}

/// <summary><c>v = 0.9 v + g; w = w - rate (g + 0.9 v)</c>, with the decay of kernels added to g.</summary>
internal sealed class NesterovMomentum : Optimizer
{
    private const double Momentum = 0.9;
    private readonly List<(torch.Tensor Weight, torch.Tensor Velocity, double Decay)> slots = [];

    public NesterovMomentum(IEnumerable<(WeightSpec Spec, torch.Tensor Weight)> weights, double decay)
    {
        foreach ((WeightSpec spec, torch.Tensor weight) in weights)
        {
            slots.Add((weight, Remember("velocity", spec.Name, weight), spec.Role == WeightRole.Kernel ? decay : 0));
        }
    }

    public override void Step(double rate, long step)
    {
        using IDisposable quiet = torch.no_grad();
        // Held by using, see HeldNumbers.
        using Scalar momentum = Momentum.ToScalar(), back = (-rate).ToScalar(), backAlongVelocity = (-rate * Momentum).ToScalar();
        foreach ((torch.Tensor weight, torch.Tensor velocity, double decay) in slots)
        {
            if (weight.grad is not { } gradient) continue;
            using Scalar decayed = decay.ToScalar();
            if (decay > 0) gradient.add_(weight, decayed);
            velocity.mul_(momentum).add_(gradient, HeldNumbers.One);
            weight.add_(gradient, back).add_(velocity, backAlongVelocity);
            gradient.zero_();
        }
    }
}

/// <summary>Adam as Keras computes it: betas 0.9 and 0.999, and epsilon 1e-7 added to the root before its correction.</summary>
internal sealed class Adam : Optimizer
{
    private const double First = 0.9, Second = 0.999, Epsilon = 1e-7;
    private readonly List<(torch.Tensor Weight, torch.Tensor Mean, torch.Tensor Square, double Decay)> slots = [];

    public Adam(IEnumerable<(WeightSpec Spec, torch.Tensor Weight)> weights, double decay)
    {
        foreach ((WeightSpec spec, torch.Tensor weight) in weights)
        {
            slots.Add((weight, Remember("mean", spec.Name, weight), Remember("square", spec.Name, weight), spec.Role == WeightRole.Kernel ? decay : 0));
        }
    }

    public override void Step(double rate, long step)
    {
        using IDisposable quiet = torch.no_grad();
        double corrected = rate * Math.Sqrt(1 - Math.Pow(Second, step)) / (1 - Math.Pow(First, step));
        using Scalar first = First.ToScalar(), newFirst = (1 - First).ToScalar(), second = Second.ToScalar(), newSecond = (1 - Second).ToScalar();
        using Scalar epsilon = Epsilon.ToScalar(), back = (-corrected).ToScalar();
        foreach ((torch.Tensor weight, torch.Tensor mean, torch.Tensor square, double decay) in slots)
        {
            if (weight.grad is not { } gradient) continue;
            using Scalar kept = (1 - (rate * decay)).ToScalar();
            mean.mul_(first).add_(gradient, newFirst);
            square.mul_(second).addcmul_(gradient, gradient, newSecond);
            if (decay > 0) weight.mul_(kept); // decoupled from the gradient: Loshchilov and Hutter, arXiv:1711.05101
            weight.addcdiv_(mean, square.sqrt().add_(epsilon, HeldNumbers.One), back);
            gradient.zero_();
        }
    }
}
