namespace FerNet.Fuzz;

/// <summary>One reader of FerNet's that is fed changed files.</summary>
internal sealed record FuzzTarget
{
    /// <summary>The word for it on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Good files, made by the project.</summary>
    public required Func<IReadOnlyList<byte[]>> Seeds { get; init; }

    /// <summary>Reads an input and uses what it gives. Refusals are thrown.</summary>
    public required Action<byte[]> Read { get; init; }

    /// <summary>Changes that keep the structure of the file, so that they reach behind its first check; null for bytes alone.</summary>
    public Func<byte[], Random, byte[]>? ChangeStructure { get; init; }

    /// <summary>Whether an exception is one that the reader documents for bad input.</summary>
    public Func<Exception, bool> IsRefusal { get; init; } = error => error is InvalidDataException;
}
