using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>
/// Updates weights with their gradients. The state consists of named tensors, which are stored in checkpoints. Owns these tensors.
/// </summary>
internal abstract class Optimizer : IDisposable
{
    /// <summary>The state of the optimizer; names are "kind/weight".</summary>
    public Dictionary<string, torch.Tensor> Memory { get; } = [];

    /// <summary>Tensors of weight groups; the tensors in <see cref="Memory"/> are views of their parts.</summary>
    private readonly List<torch.Tensor> groupTensors = [];

    public static Optimizer Create(TrainingRecipe recipe, IReadOnlyList<(WeightSpec Spec, torch.Tensor Weight)> weights) =>
        Create(recipe, [.. weights.Select(weight => new OptimizedWeights(weight.Spec, weight.Weight, null))]);

    /// <summary>Creates an optimizer for all trainable weights of a store, which updates each group at once.</summary>
    public static Optimizer Create(TrainingRecipe recipe, WeightStore weights) =>
        Create(recipe,
            [.. weights.Groups.Where(group => group.Learns).Select(group => new OptimizedWeights(group.Specs[0], group.All, group))]);

    /// <summary>Takes one step with the gradients of the weights, and clears them.</summary>
    /// <param name="rate">Learning rate of this step.</param>
    /// <param name="step">Number of this step, from 1, over the whole training.</param>
    public abstract void Step(double rate, long step);

    public void Dispose()
    {
        foreach (torch.Tensor tensor in Memory.Values.Concat(groupTensors)) tensor.Dispose();
        Memory.Clear();
        groupTensors.Clear();
    }

    /// <summary>
    /// Creates state in the shape of the weights, initially zero. The state of a group gets one name per weight, so that checkpoints do not
    /// depend on groups.
    /// </summary>
    protected torch.Tensor Remember(string kind, OptimizedWeights weights)
    {
        torch.Tensor memory = DetachedTensor.Compute(() => torch.zeros_like(weights.Weight, requires_grad: false));
        if (weights.Group is not { } group)
        {
            Memory.Add($"{kind}/{weights.Spec.Name}", memory);
            return memory;
        }
        groupTensors.Add(memory);
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

/// <summary>A weight, or a group of weights, that an optimizer updates.</summary>
/// <param name="Spec">The weight, or the first one of the group; in a group, weight decay applies to all weights or to none.</param>
/// <param name="Weight">Its tensor, with a gradient.</param>
/// <param name="Group">The group; null for a single weight.</param>
internal sealed record OptimizedWeights(WeightSpec Spec, torch.Tensor Weight, WeightGroup? Group);

/// <summary>Nesterov momentum: <c>v = 0.9 v + g; w = w - rate (g + 0.9 v)</c>. The weight decay of kernels is added to g.</summary>
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
        using IDisposable noGrad = torch.no_grad();
        // Kept alive with using; see TorchScalars.
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

/// <summary>Adam with Keras' epsilon of 1e-7, and decoupled weight decay of kernels.</summary>
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
        using IDisposable noGrad = torch.no_grad();
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
