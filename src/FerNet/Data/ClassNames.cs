namespace FerNet.Data;

/// <summary>Which emotion the name of a folder, or a word in the emotion column, stands for.</summary>
/// <param name="mapping">What the caller said names mean; null where nothing was said. Its keys are compared without case.</param>
internal sealed class ClassNames(IReadOnlyDictionary<string, Emotion?>? mapping)
{
    /// <summary>Only the names of emotions.</summary>
    public static ClassNames Default { get; } = new(null);

    /// <summary>Whether the caller said what names mean.</summary>
    public bool IsMapped => mapping is not null;

    /// <summary>The names that the caller listed.</summary>
    public IEnumerable<string> Listed => mapping?.Keys ?? [];

    /// <summary>Whether a folder name is a class of its own kind: a number from 0 to 8, as datasets number their emotions.</summary>
    public static bool IsNumber(string folder) => folder.Trim() is [>= '0' and <= '8'];

    /// <summary>
    /// The caller's meaning of a name: false where the caller gave none, null where faces of the class are to be left out.
    /// </summary>
    public bool TryMap(string name, out Emotion? emotion)
    {
        emotion = null;
        return mapping is not null && mapping.TryGetValue(name.Trim(), out emotion);
    }

    /// <summary>
    /// The emotion that a folder names: "happy", "3_happy" and "03 - Happy", but neither "not_happy" nor "3". Numbers mean other
    /// emotions in each dataset, so only the caller can say what they stand for.
    /// </summary>
    public static Emotion? OfWord(string folder)
    {
        string[] words =
            folder.Split([.. folder.Where(letter => !char.IsLetter(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 1 && EmotionExtensions.TryParse(words[0], out Emotion emotion) ? emotion : null;
    }
}
