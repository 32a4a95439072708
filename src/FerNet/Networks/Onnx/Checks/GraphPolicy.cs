namespace FerNet.Networks.Onnx.Checks;

/// <summary>What a graph of one kind may hold; everything else is refused.</summary>
internal sealed record GraphPolicy
{
    /// <summary>The size that stands for any number.</summary>
    public const long Any = -1;

    /// <summary>Turns the reason of a refusal into a message about a file of this name.</summary>
    public required Func<string, RefusedGraphException, string> Message { get; init; }

    /// <summary>The fields that are allowed.</summary>
    public required WireMessage Schema { get; init; }

    /// <summary>The versions of ONNX's format and of its operators that are allowed: both least and most.</summary>
    public required Range FormatVersions { get; init; }

    public required Range OperatorSets { get; init; }

    public required string Input { get; init; }

    /// <summary>The input's sizes.</summary>
    public required IReadOnlyList<long> InputShape { get; init; }

    /// <summary>The input for which all sizes and costs are computed.</summary>
    public required IReadOnlyList<long> Sample { get; init; }

    /// <summary>The outputs, no other and none less, with their sizes.</summary>
    public required IReadOnlyDictionary<string, long[]> Outputs { get; init; }

    /// <summary>Constants of one number that must be there.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    public required IReadOnlyDictionary<string, OperatorRule> Operators { get; init; }
}

/// <summary>An operator that a graph may have.</summary>
/// <param name="Inputs">How many inputs it has at least and at most.</param>
/// <param name="Shape">Computes its output from its inputs, and refuses inputs that do not fit.</param>
/// <param name="Attributes">The attributes that it may have.</param>
internal sealed record OperatorRule(Range Inputs, Func<NodeFacts, GraphValue> Shape, params IReadOnlyList<AttributeRule> Attributes)
{
    /// <summary>The operator set that it comes from.</summary>
    public string Domain { get; init; } = "";
}

/// <summary>What a graph may cost.</summary>
/// <param name="MaxMultiplyAdds">The most multiply-adds for the sample that sizes are computed with.</param>
/// <param name="MaxValues">The most numbers of all values together, inner ones included, for that sample.</param>
internal readonly record struct GraphLimits(long MaxMultiplyAdds, long MaxValues)
{
    /// <summary>For graphs that this process has just written itself.</summary>
    public static GraphLimits None { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>For detectors, at their sample of 320 x 640 pixels: fifty times what the shipped one costs.</summary>
    public static GraphLimits Detector { get; } = new(5_000_000_000, 1 << 27);
}
