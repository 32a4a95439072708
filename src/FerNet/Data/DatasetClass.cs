using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>
/// One class of a dataset of images: a folder name, and the emotion that its images were read as. Immutable; thread-safe.
/// </summary>
public sealed record DatasetClass
{
    /// <summary>The name of the folder, such as "3_happy".</summary>
    public required string Name { get; init; }

    /// <summary>The emotion that its images were read as.</summary>
    public required Emotion Emotion { get; init; }

    /// <summary>The number of faces that were read from folders of this name, before any limit.</summary>
    public required int Count { get; init; }

    /// <summary>One line, as in "3_happy = happy (7,215)".</summary>
    public override string ToString() => FormattableString.Invariant($"{UntrustedText.Quote(Name)} = {Emotion.Name()} ({Count:N0})");
}
