namespace FerNet.Tests.Architecture;

/// <summary>
/// The folders of a library in an order in which each uses only those before it. The types of the root may use every folder; a folder
/// may use the types of the root that are values, but not its services.
/// </summary>
/// <param name="Root">The root namespace.</param>
/// <param name="Folders">The first name below the root namespace, in order.</param>
/// <param name="Services">Types of the root that no folder may use.</param>
internal sealed record FolderOrder(string Root, IReadOnlyList<string> Folders, IReadOnlyList<string> Services)
{
    /// <summary>Each use that the order forbids, as "A uses B".</summary>
    public IEnumerable<string> Offenses(IEnumerable<TypeUse> uses) =>
        uses.Where(IsOffense).Select(use => $"{use.User} uses {use.Used}");

    /// <summary>The folder of a type; null for the root and for other libraries.</summary>
    public string? FolderOf(string type) =>
        type.StartsWith($"{Root}.", StringComparison.Ordinal) && type[(Root.Length + 1)..].Split('.') is { Length: > 1 } names
            ? names[0]
            : null;

    private bool IsOffense(TypeUse use) => FolderOf(use.User) is { } folder
        && (FolderOf(use.Used) is { } other ? PlaceOf(other) > PlaceOf(folder) : Services.Any(service => use.Used == $"{Root}.{service}"));

    private int PlaceOf(string folder)
    {
        int place = 0;
        while (place < Folders.Count && Folders[place] != folder) place++;
        return place;
    }
}
