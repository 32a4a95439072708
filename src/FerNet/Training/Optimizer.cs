using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>Changes weights by their gradients. Its memory is a set of named tensors, so that a checkpoint can hold it.</summary>
internal abstract class Optimizer : IDisposable
{
    /// <summary>What the optimizer remembers, by name: "kind/weight".</summary>
    public Dictionary<string, torch.Tensor> Memory { get; } = [];

    /// <summary>Tensors that are kept besides those of <see cref="Memory"/>, which are pieces of them.</summary>
    private readonly List<torch.Tensor> whole = [];

    public static Optimizer Create(TrainingRecipe recipe, IReadOnlyList<(WeightSpec Spec, torch.Tensor Weight)> weights) =>
        Create(recipe, [.. weights.Select(weight => new OptimizedWeights(weight.Spec, weight.Weight, null))]);

    /// <summary>An optimizer of all weights of a network that learn, in as many operations as the store has groups.</summary>
    public static Optimizer Create(TrainingRecipe recipe, WeightStore weights) =>
        Create(recipe,
            [.. weights.Groups.Where(group => group.Learns).Select(group => new OptimizedWeights(group.Specs[0], group.All, group))]);

    /// <summary>Takes one step with the gradients that the weights carry, and clears them.</summary>
    /// <param name="rate">Learning rate of this step.</param>
    /// <param name="step">Number of this step, from 1, over the whole training.</param>
    public abstract void Step(double rate, long step);

    public void Dispose()
    {
        foreach (torch.Tensor tensor in Memory.Values.Concat(whole)) tensor.Dispose();
        Memory.Clear();
        whole.Clear();
    }

    /// <summary>
    /// Memory of the weights' shape, zero at first; a group's is named weight by weight, so that checkpoints know no groups.
    /// </summary>
    protected torch.Tensor Remember(string kind, OptimizedWeights weights)
    {
        torch.Tensor memory = DetachedTensor.Compute(() => torch.zeros_like(weights.Weight, requires_grad: false));
        if (weights.Group is not { } group)
        {
            Memory.Add($"{kind}/{weights.Spec.Name}", memory);
            return memory;
        }
        whole.Add(memory);
        foreach (WeightSpec spec in group.Specs)
            Memory.Add($"{kind}/{spec.Name}", DetachedTensor.Compute(() => group.Piece(memory, spec.Name)));
        return memory;
    }

    private static Optimizer Create(TrainingRecipe recipe, IReadOnlyList<OptimizedWeights> weights) => recipe.Optimizer switch
    {
        TrainingOptimizer.Adam => new Adam(weights, recipe.WeightDecay),
        _ => new NesterovMomentum(weights, recipe.WeightDecay),
    };
}

/// <summary>A weight, or all weights of a group, that an optimizer changes.</summary>
/// <param name="Spec">The weight, or the group's first one: all of a group have one role.</param>
/// <param name="Weight">Its tensor, with a gradient.</param>
/// <param name="Group">The group; null for a single weight.</param>
internal sealed record OptimizedWeights(WeightSpec Spec, torch.Tensor Weight, WeightGroup? Group);

/// <summary><c>v = 0.9 v + g; w = w - rate (g + 0.9 v)</c>, with the decay of kernels added to g.</summary>
internal sealed class NesterovMomentum : Optimizer
{
    private const double Momentum = 0.9;
    private readonly List<(torch.Tensor Weight, torch.Tensor Velocity, double Decay)> slots = [];

    public NesterovMomentum(IEnumerable<OptimizedWeights> weights, double decay)
    {
        foreach (OptimizedWeights one in weights)
            slots.Add((one.Weight, Remember("velocity", one), one.Spec.Role == WeightRole.Kernel ? decay : 0));
    }

    public override void Step(double rate, long step)
    {
        using IDisposable quiet = torch.no_grad();
        // Held by using, see TorchScalars.
        using Scalar momentum = Momentum.ToScalar(), back = (-rate).ToScalar(), backAlongVelocity = (-rate * Momentum).ToScalar();
        foreach ((torch.Tensor weight, torch.Tensor velocity, double decay) in slots)
        {
            if (weight.grad is not { } gradient) continue;
            using Scalar decayed = decay.ToScalar();
            if (decay > 0) gradient.add_(weight, decayed);
            velocity.mul_(momentum).add_(gradient, TorchScalars.One);
            weight.add_(gradient, back).add_(velocity, backAlongVelocity);
            gradient.zero_();
        }
    }
}

/// <summary>Adam with Keras's epsilon of 1e-7, and a decay of kernels that is no part of the gradient.</summary>
internal sealed class Adam : Optimizer
{
    private const double Epsilon = 1e-7;
    private readonly List<(torch.Tensor Weight, torch.Tensor Mean, torch.Tensor Square, double Decay)> slots = [];

    public Adam(IEnumerable<OptimizedWeights> weights, double decay)
    {
        foreach (OptimizedWeights one in weights)
            slots.Add((one.Weight, Remember("mean", one), Remember("square", one), one.Spec.Role == WeightRole.Kernel ? decay : 0));
    }

    public override void Step(double rate, long step)
    {
        using IDisposable quiet = torch.no_grad();
        using AdamStep adam = new(rate, step, Epsilon);
        foreach ((torch.Tensor weight, torch.Tensor mean, torch.Tensor square, double decay) in slots)
        {
            if (weight.grad is not { } gradient) continue;
            using Scalar kept = (1 - (rate * decay)).ToScalar();
            if (decay > 0) weight.mul_(kept); // decoupled from the gradient: Loshchilov and Hutter, arXiv:1711.05101
            adam.Apply(weight, gradient, mean, square);
            gradient.zero_();
        }
    }
}
