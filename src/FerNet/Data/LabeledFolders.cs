using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>What the folders of a dataset of images say about labels, seen as a whole.</summary>
internal sealed class LabeledFolders
{
    /// <summary>The most classes that a report lists.</summary>
    public const int MostClasses = 64;

    private LabeledFolders(bool hasLabels, IReadOnlyList<string> warnings) => (HasLabels, Warnings) = (hasLabels, warnings);

    /// <summary>Whether any folder names an emotion.</summary>
    public bool HasLabels { get; }

    /// <summary>Names in the caller's mapping that no folder has.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Looks at all images of a dataset.</summary>
    /// <exception cref="InvalidDataException">The folders are numbers, and the caller did not say what they mean.</exception>
    public static LabeledFolders Of(string name, IReadOnlyList<ImageLocation> places, ClassNames classes)
    {
        bool hasLabels = places.Any(place => place.Label is not null);
        string[] numbers = [.. places.Select(place => place.Number).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        bool areClasses = numbers.Length > 1
            && places.All(place => place.Number is not null || place.IsLeftOut || !place.Path.Contains('/', StringComparison.Ordinal));
        if (!hasLabels && areClasses)
        {
            throw new InvalidDataException(
                $"{name}: the folders {string.Join(", ", numbers)} are numbers, and each dataset numbers emotions in its own order "
                + "(0 is angry in FER2013 and neutral in AffectNet, 1 is surprise in RAF-DB); "
                + $"say what they mean with {nameof(FerDatasetOptions)}.{nameof(FerDatasetOptions.ClassNames)}.");
        }
        HashSet<string> found = [.. places.Select(place => place.Class).OfType<string>().Select(folder => folder.Trim())];
        string[] missing = [.. classes.Listed.Except(found, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        string shown = string.Join(", ", missing.Take(MostClasses).Select(one => $"'{UntrustedText.Quote(one)}'"));
        return new LabeledFolders(hasLabels, missing.Length == 0 ? []
            : [$"{nameof(FerDatasetOptions.ClassNames)} lists {shown}, but no folder of images has that name."]);
    }

    /// <summary>Why an image cannot be used, by its path; null where it can.</summary>
    public string? ErrorOf(ImageLocation place)
    {
        string path = UntrustedText.Quote(place.Path);
        if (place.Conflict is not null) return $"{path}: {UntrustedText.Quote(place.Conflict)}; move the image, or rename a folder.";
        if (HasLabels && place.Label is null)
        {
            return place.Number is null
                ? $"{path}: the folder names no emotion that is known; name it angry, disgust, fear, happy, sad, surprise or neutral, "
                    + $"or say what it means with {nameof(FerDatasetOptions.ClassNames)}."
                : $"{path}: the folder {place.Number} is a number; say which emotion it means with {nameof(FerDatasetOptions.ClassNames)}.";
        }
        return ImageFiles.IsUnreadable(place.Path) ? $"{path}: images of this kind cannot be read; save it as PNG or JPEG." : null;
    }

    /// <summary>The names of folders with the emotions that they were read as, in the order of labels and names.</summary>
    public IReadOnlyList<DatasetClass> Classes(IEnumerable<FaceRecord> faces, IEnumerable<ImageLocation> places)
    {
        if (!HasLabels) return [];
        Dictionary<string, string> classOf = places.Where(place => place.Label is not null).DistinctBy(place => place.Path)
            .ToDictionary(place => place.Path, place => place.Class!);
        return Array.AsReadOnly(faces.GroupBy(face => (face.Label, Name: classOf[face.File!]))
            .OrderBy(group => group.Key.Label).ThenBy(group => group.Key.Name, StringComparer.Ordinal).Take(MostClasses)
            .Select(group => new DatasetClass { Name = group.Key.Name, Emotion = (Emotion)group.Key.Label, Count = group.Count() })
                .ToArray());
    }
}
