namespace FerNet.Data.Tables;

/// <summary>Splits a line of a table at its commas.</summary>
internal static class CsvFields
{
    private const byte Quote = (byte)'"';

    /// <summary>
    /// Finds the fields, without surrounding blanks and quotes. Within quotes, a comma and a doubled quote belong to the field; a quote
    /// inside a field that does not begin with a quote also belongs to it.
    /// </summary>
    /// <returns>The number of fields, at most the length of <paramref name="fields"/>.</returns>
    public static int Split(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        int count = 0;
        for (int start = 0; count < fields.Length;)
        {
            int end = End(line, start);
            fields[count++] = Trimmed(line, start, end);
            if (end == line.Length) break;
            start = end + 1;
        }
        return count;
    }

    /// <summary>The comma that ends a field, or the end of the line.</summary>
    private static int End(ReadOnlySpan<byte> line, int start)
    {
        int first = start;
        while (first < line.Length && line[first] <= ' ') first++;
        int from = first < line.Length && line[first] == Quote ? AfterQuotes(line, first) : start;
        int comma = line[from..].IndexOf((byte)',');
        return comma < 0 ? line.Length : from + comma;
    }

    /// <summary>
    /// The offset after the closing quote; without a closing quote, the opening quote is text, and the offset after it is returned.
    /// </summary>
    private static int AfterQuotes(ReadOnlySpan<byte> line, int opening)
    {
        for (int at = opening + 1; ;)
        {
            int quote = line[at..].IndexOf(Quote);
            if (quote < 0) return opening + 1;
            at += quote + 1;
            if (at == line.Length || line[at] != Quote) return at;
            at++;
        }
    }

    private static Range Trimmed(ReadOnlySpan<byte> line, int start, int end)
    {
        while (start < end && line[start] <= ' ') start++;
        while (start < end && line[end - 1] <= ' ') end--;
        return end - start >= 2 && line[start] == Quote && line[end - 1] == Quote ? (start + 1)..(end - 1) : start..end;
    }
}
