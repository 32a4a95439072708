namespace FerNet.Networks;

/// <summary>What a weight is for: decides how it starts, whether it learns, and whether it decays.</summary>
internal enum WeightRole
{
    Kernel,
    Bias,
    Scale,
    Shift,
    RunningMean,
    RunningVariance,
}

/// <summary>How a kernel starts.</summary>
internal enum KernelStart
{
    GlorotUniform,
    HeNormal,

    /// <summary>Normally distributed with a deviation of 0.01: the answers of a last layer start near its biases.</summary>
    Small,
}

/// <summary>
/// One weight of a layer: its name within the layer, its part, and its shape (kernels: [outputs, inputs, rows, columns] or [outputs,
/// inputs]).
/// </summary>
internal sealed record WeightSpec(string Name, WeightRole Role, params long[] Shape)
{
    /// <summary>Strength of the layer's own L2 penalty, added to the loss as <c>strength * sum(w^2)</c>; 0 for none.</summary>
    public double L2 { get; init; }

    public KernelStart Start { get; init; }

    /// <summary>
    /// Whether the weight belongs to a branch that a finished model has added to another one, so that it cannot be read back from there.
    /// </summary>
    public bool IsBranch { get; init; }

    public long Count => Shape.Aggregate(1L, (product, side) => product * side);

    /// <summary>Whether a training leaves the weight as it is, see <see cref="Training.TrainingRecipe.FreezeUntil"/>.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Running statistics are measured, not learned.</summary>
    public bool IsTrainable => !IsFrozen && Role is not (WeightRole.RunningMean or WeightRole.RunningVariance);
}
