namespace FerNet.Networks.Onnx.Checks;

/// <summary>What a graph of one kind may contain; everything else is refused.</summary>
internal sealed record GraphPolicy
{
    /// <summary>A dimension of any size.</summary>
    public const long Any = -1;

    /// <summary>Creates the error message from a file name and the reason of the refusal.</summary>
    public required Func<string, RefusedGraphException, string> Message { get; init; }

    /// <summary>The fields that are allowed.</summary>
    public required WireMessage Schema { get; init; }

    /// <summary>The allowed versions of ONNX's format, both ends included.</summary>
    public required Range FormatVersions { get; init; }

    public required Range OperatorSets { get; init; }

    public required string Input { get; init; }

    /// <summary>The shape of the input.</summary>
    public required IReadOnlyList<long> InputShape { get; init; }

    /// <summary>The input shape for which all shapes and costs are computed.</summary>
    public required IReadOnlyList<long> Sample { get; init; }

    /// <summary>The names and shapes of all outputs; a graph must have exactly these.</summary>
    public required IReadOnlyDictionary<string, long[]> Outputs { get; init; }

    /// <summary>Names of required float32 scalar constants.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    public required IReadOnlyDictionary<string, OperatorRule> Operators { get; init; }
}

/// <summary>An operator that a graph may have.</summary>
/// <param name="Inputs">The minimum and maximum number of inputs.</param>
/// <param name="Shape">Computes the shape of the output, and refuses inputs that do not fit.</param>
/// <param name="Attributes">The attributes that it may have.</param>
internal sealed record OperatorRule(Range Inputs, Func<NodeFacts, GraphValue> Shape, params IReadOnlyList<AttributeRule> Attributes)
{
    /// <summary>The operator set that it comes from.</summary>
    public string Domain { get; init; } = "";
}

/// <summary>The maximum cost of a graph.</summary>
/// <param name="MaxMultiplyAdds">The maximum number of multiply-adds for the policy's sample.</param>
/// <param name="MaxValues">The maximum number of elements of all computed values together, for the same sample.</param>
internal readonly record struct GraphLimits(long MaxMultiplyAdds, long MaxValues)
{
    /// <summary>No limits, for graphs that this process has just written.</summary>
    public static GraphLimits None { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>For detectors, at their sample of 320 x 640 pixels: 50 times the cost of the shipped detector.</summary>
    public static GraphLimits Detector { get; } = new(5_000_000_000, 1 << 27);
}
