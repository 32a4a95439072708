using System.Globalization;
using System.Text;

namespace FerNet.Utilities;

/// <summary>Cleans text from outside (paths, names, headers, messages of other libraries) for messages and terminals.</summary>
internal static class UntrustedText
{
    /// <summary>The maximum number of quoted characters.</summary>
    public const int MaximumLength = 200;

    private const string Gap = "...";

    /// <summary>
    /// The number of characters that are kept from the end of a text that is too long, because a path ends with the file's name.
    /// </summary>
    private const int Tail = 80;

    /// <summary>
    /// At most <see cref="MaximumLength"/> characters on one line: the middle of a longer text is left out, and each control character,
    /// line separator, invisible format character (a terminal's escape sequence begins with one, a change of writing direction is one) and
    /// half surrogate pair becomes '?'.
    /// </summary>
    public static string Quote(string? text) => QuoteNote(text, MaximumLength);

    /// <summary>The same for longer texts, such as the notes of a model card.</summary>
    public static string QuoteNote(string? text, int maximum)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text.Length <= maximum) return IsPlain(text) ? text : Clean(text);
        int head = maximum - Gap.Length - Tail, tail = text.Length - Tail;
        // A pair of surrogates is one character: it is kept whole or left out whole.
        if (char.IsHighSurrogate(text[head - 1])) head--;
        if (char.IsLowSurrogate(text[tail])) tail++;
        return $"{Clean(text[..head])}{Gap}{Clean(text[tail..])}";
    }

    /// <summary>The full path of a file, for a message; an invalid path, such as one with a null character, is quoted unchanged.</summary>
    public static string QuotePath(string path)
    {
        try
        {
            return Quote(Path.GetFullPath(path));
        }
        catch (Exception error) when (error is ArgumentException or IOException or NotSupportedException)
        {
            return Quote(path);
        }
    }

    /// <summary>The first few of a list, each quoted.</summary>
    public static string QuoteList(IEnumerable<string> texts, int most = 20)
    {
        string[] first = [.. texts.Take(most + 1).Select(text => Quote(text))];
        return first.Length > most ? $"{string.Join(", ", first[..most])}, ..." : string.Join(", ", first);
    }

    private static bool IsPlain(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            // An unpaired surrogate is enumerated as the replacement character.
            if (rune == Rune.ReplacementChar || IsInvisible(Rune.GetUnicodeCategory(rune))) clean.Append('?');
            else clean.Append(rune);
        }
        return clean.ToString();
    }

    private static bool IsInvisible(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
