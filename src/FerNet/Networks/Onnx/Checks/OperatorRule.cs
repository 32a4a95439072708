namespace FerNet.Networks.Onnx.Checks;

/// <summary>An operator that a graph may have.</summary>
/// <param name="Inputs">How many inputs it has at least and at most.</param>
/// <param name="Shape">Computes its output from its inputs, and refuses inputs that do not fit.</param>
/// <param name="Attributes">The attributes that it may have.</param>
internal sealed record OperatorRule(Range Inputs, Func<NodeFacts, GraphValue> Shape, params IReadOnlyList<AttributeRule> Attributes)
{
    /// <summary>The operator set that it comes from.</summary>
    public string Domain { get; init; } = "";
}
