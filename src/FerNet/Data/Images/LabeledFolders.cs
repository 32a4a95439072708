using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>The labels of a dataset of images, determined from all of its folders.</summary>
internal sealed class LabeledFolders
{
    /// <summary>The maximum number of classes in a report.</summary>
    public const int MostClasses = 64;

    private LabeledFolders(bool hasLabels, IReadOnlyList<string> warnings) => (HasLabels, Warnings) = (hasLabels, warnings);

    /// <summary>Whether any folder names an emotion.</summary>
    public bool HasLabels { get; }

    /// <summary>Warnings about names in the caller's mapping that no folder has.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Determines the labels from all images of a dataset.</summary>
    /// <exception cref="InvalidDataException">The folders are numbers, and the caller's mapping does not define them.</exception>
    public static LabeledFolders Create(string name, IReadOnlyList<LabeledImagePath> locations, ClassNames classes)
    {
        bool hasLabels = locations.Any(location => location.Label is not null);
        string[] numbers = [.. locations.Select(location => location.Number).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        bool areClasses = numbers.Length > 1
            && locations.All(location =>
                location.Number is not null || location.IsLeftOut || !location.Path.Contains('/', StringComparison.Ordinal));
        if (!hasLabels && areClasses)
        {
            throw new InvalidDataException(
                $"{name}: the folders {string.Join(", ", numbers)} are numbers, and each dataset numbers emotions in its own order "
                + "(0 is angry in FER2013 and neutral in AffectNet, 1 is surprise in RAF-DB); "
                + $"say what they mean with {nameof(FerDatasetOptions)}.{nameof(FerDatasetOptions.ClassNames)}.");
        }
        HashSet<string> found = [.. locations.Select(location => location.Class).OfType<string>().Select(folder => folder.Trim())];
        string[] missing = [.. classes.Listed.Except(found, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        string shown = string.Join(", ", missing.Take(MostClasses).Select(one => $"'{UntrustedText.Quote(one)}'"));
        return new LabeledFolders(hasLabels, missing.Length == 0 ? []
            : [$"{nameof(FerDatasetOptions.ClassNames)} lists {shown}, but no folder of images has that name."]);
    }

    /// <summary>The message for an image that cannot be used because of its path; null where it can be used.</summary>
    public string? ErrorOf(LabeledImagePath location)
    {
        string path = UntrustedText.Quote(location.Path);
        if (location.Conflict is not null) return $"{path}: {UntrustedText.Quote(location.Conflict)}; move the image, or rename a folder.";
        if (HasLabels && location.Label is null)
        {
            return location.Number is null
                ? $"{path}: the folder names no emotion that is known; name it angry, disgust, fear, happy, sad, surprise or neutral, "
                    + $"or say what it means with {nameof(FerDatasetOptions.ClassNames)}."
                : $"{path}: the folder {location.Number} is a number; say which emotion it means with " +
                    $"{nameof(FerDatasetOptions.ClassNames)}.";
        }
        return ImageFiles.IsUnreadable(location.Path) ? $"{path}: images of this kind cannot be read; save it as PNG or JPEG." : null;
    }

    /// <summary>The names of folders with the emotions that they were read as, in the order of labels and names.</summary>
    public IReadOnlyList<DatasetClass> Classes(IEnumerable<FaceRecord> faces, IEnumerable<LabeledImagePath> locations)
    {
        if (!HasLabels) return [];
        Dictionary<string, string> classOf = locations.Where(location => location.Label is not null).DistinctBy(location => location.Path)
            .ToDictionary(location => location.Path, location => location.Class!);
        return Array.AsReadOnly(faces.GroupBy(face => (face.Label, Name: classOf[face.Origin!.FileName]))
            .OrderBy(group => group.Key.Label).ThenBy(group => group.Key.Name, StringComparer.Ordinal).Take(MostClasses)
            .Select(group => new DatasetClass { Name = group.Key.Name, Emotion = (Emotion)group.Key.Label, Count = group.Count() })
                .ToArray());
    }
}
