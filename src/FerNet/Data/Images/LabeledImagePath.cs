namespace FerNet.Data.Images;

/// <summary>Label and split of an image, determined from its path.</summary>
/// <param name="Path">From the folder or archive that was given, with forward slashes.</param>
internal sealed record LabeledImagePath(string Path)
{
    /// <summary>The emotion that a folder names; null where none does.</summary>
    public Emotion? Label { get; private init; }

    /// <summary>The folder that names the emotion, or that the caller's mapping lists; null where there is none.</summary>
    public string? Class { get; private init; }

    /// <summary>Whether the caller's mapping leaves out faces of this class.</summary>
    public bool IsLeftOut { get; private init; }

    /// <summary>The split that a folder names; null where none does.</summary>
    public DatasetSplit? Split { get; private init; }

    /// <summary>The message for a path with contradictory folders; null where there is no contradiction.</summary>
    public string? Conflict { get; private init; }

    /// <summary>The first folder that is a number from 0 to 8 and is not in the mapping; null where there is none.</summary>
    public string? Number { get; private init; }

    /// <summary>Whether a folder looks like a class: it names an emotion, is listed by the caller, or is a number.</summary>
    public bool HasClass => Class is not null || Number is not null;

    /// <summary>Reads a path such as "train/happy/1.jpg" or "happy/person1/1.jpg".</summary>
    public static LabeledImagePath FromPath(string path, ClassNames classes)
    {
        string[] folders = path.Split('/')[..^1];
        List<(string Folder, Emotion? Emotion)> named = [];
        foreach (string folder in folders)
        {
            if (classes.TryMap(folder, out Emotion? mapped)) named.Add((folder, mapped));
            else if (ClassNames.ParseFolderName(folder) is Emotion emotion) named.Add((folder, emotion));
        }
        DatasetSplit[] splits = [.. folders.Select(SplitNames.Parse).OfType<DatasetSplit>().Distinct()];
        bool hasOneClass = named.Select(one => one.Emotion).Distinct().Count() == 1;
        return new LabeledImagePath(path)
        {
            Label = hasOneClass ? named[^1].Emotion : null,
            Class = hasOneClass ? named[^1].Folder : null,
            IsLeftOut = hasOneClass && named[^1].Emotion is null,
            Split = splits.Length == 1 ? splits[0] : null,
            Conflict = named.Count > 0 && !hasOneClass ? $"the folders {named[0].Folder} and {named[^1].Folder} name two emotions"
                : splits.Length > 1 ? $"the folders name two splits, {splits[0]} and {splits[1]}"
                : null,
            Number = named.Count > 0 ? null : folders.FirstOrDefault(ClassNames.IsNumber),
        };
    }
}
