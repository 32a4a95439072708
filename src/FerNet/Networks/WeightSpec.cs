namespace FerNet.Networks;

/// <summary>The role of a weight, which determines its initial values and whether it is trained and decayed.</summary>
internal enum WeightRole
{
    Kernel,
    Bias,
    Scale,
    Shift,
    RunningMean,
    RunningVariance,
}

/// <summary>The initialization of a kernel.</summary>
internal enum KernelStart
{
    GlorotUniform,
    HeNormal,

    /// <summary>
    /// Normal distribution with a standard deviation of 0.01, so that the initial outputs of the last layer are near its biases.
    /// </summary>
    Small,
}

/// <summary>
/// One weight of a layer: its name within the layer, its role, and its shape (kernels: [outputs, inputs, rows, columns] or [outputs,
/// inputs]).
/// </summary>
internal sealed record WeightSpec(string Name, WeightRole Role, params long[] Shape)
{
    /// <summary>Strength of the layer's own L2 penalty, added to the loss as <c>strength * sum(w^2)</c>; 0 for none.</summary>
    public double L2 { get; init; }

    public KernelStart Start { get; init; }

    /// <summary>
    /// Whether the weight belongs to a branch that the export merges into another one, so that it cannot be read from an exported model.
    /// </summary>
    public bool IsBranch { get; init; }

    public long Count => Shape.Aggregate(1L, (product, side) => product * side);

    /// <summary>Whether the training does not change the weight; see <see cref="Training.TrainingRecipe.FreezeUntil"/>.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Running statistics are measured, not learned.</summary>
    public bool IsTrainable => !IsFrozen && Role is not (WeightRole.RunningMean or WeightRole.RunningVariance);
}
