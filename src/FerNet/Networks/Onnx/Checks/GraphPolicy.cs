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
