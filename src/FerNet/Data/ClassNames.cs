namespace FerNet.Data;

/// <summary>Maps the name of a folder, or a word in the emotion column, to an emotion.</summary>
/// <param name="mapping">The caller's mapping, with case-insensitive keys; null for none.</param>
internal sealed class ClassNames(IReadOnlyDictionary<string, Emotion?>? mapping)
{
    /// <summary>Only the names of emotions.</summary>
    public static ClassNames Default { get; } = new(null);

    /// <summary>Whether the caller gave a mapping.</summary>
    public bool IsMapped => mapping is not null;

    /// <summary>The names in the caller's mapping.</summary>
    public IEnumerable<string> Listed => mapping?.Keys ?? [];

    /// <summary>Whether a folder name is a class number from 0 to 8, as in datasets that number their emotions.</summary>
    public static bool IsNumber(string folder) => folder.Trim() is [>= '0' and <= '8'];

    /// <summary>
    /// Looks up a name in the caller's mapping: false where it has no such name, and null where faces of the class are left out.
    /// </summary>
    public bool TryMap(string name, out Emotion? emotion)
    {
        emotion = null;
        return mapping is not null && mapping.TryGetValue(name.Trim(), out emotion);
    }

    /// <summary>
    /// The emotion in a folder name: "happy", "3_happy" and "03 - Happy", but neither "not_happy" nor "3". Each dataset numbers emotions in
    /// its own order, so only the caller's mapping can define numbers.
    /// </summary>
    public static Emotion? ParseFolderName(string folder)
    {
        string[] words =
            folder.Split([.. folder.Where(letter => !char.IsLetter(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 1 && EmotionExtensions.TryParse(words[0], out Emotion emotion) ? emotion : null;
    }
}
