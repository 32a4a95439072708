using System.Text;

namespace FerNet.Data;

/// <summary>Reads one row of a table: label, split and pixels.</summary>
internal static class CsvRowReader
{
    /// <summary>Reads a row that holds more than blanks. Where it is bad, label and split are given as far as they were read.</summary>
    public static RowError? Read(CsvHeader header, ReadOnlySpan<byte> line, Span<byte> pixels, out byte label, out FaceSplit? split)
    {
        label = FaceRecord.Unlabelled;
        split = null;
        Span<Range> fields = stackalloc Range[CsvHeader.MostColumns + 1];
        int count = SplitFields(line, fields);
        if (count != header.Names.Count)
        {
            return new RowError(line.Length + 1,
                $"{count} {(count == 1 ? "field" : "fields")}; the header names {header.Names.Count} ({string.Join(", ", header.Names)})");
        }
        if (header.Usage >= 0)
        {
            split = ReadSplit(line[fields[header.Usage]]);
            if (split is null)
            {
                return At(fields[header.Usage], 1,
                    $"unknown usage {RowError.Quote(line[fields[header.Usage]])}; known are Training, PublicTest and PrivateTest");
            }
        }
        if (header.Emotion >= 0 && !TryReadLabel(line[fields[header.Emotion]], out label))
        {
            return At(fields[header.Emotion], 1,
                $"unknown emotion {RowError.Quote(line[fields[header.Emotion]])}; known are 0 (angry) to 6 (neutral)");
        }
        RowError? error = PixelText.Read(line[fields[header.Pixels]], pixels);
        return error is null ? null : At(fields[header.Pixels], error.Column, error.Message);
    }

    private static RowError At(Range field, int column, string message) => new(field.Start.Value + column, message);

    private static int SplitFields(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        int count = 0;
        for (int start = 0; count < fields.Length;)
        {
            int comma = line[start..].IndexOf((byte)',');
            int end = comma < 0 ? line.Length : start + comma;
            fields[count++] = Trimmed(line, start, end);
            if (comma < 0) break;
            start = end + 1;
        }
        return count;
    }

    private static Range Trimmed(ReadOnlySpan<byte> line, int start, int end)
    {
        while (start < end && line[start] <= ' ') start++;
        while (start < end && line[end - 1] <= ' ') end--;
        return end - start >= 2 && line[start] == '"' && line[end - 1] == '"' ? (start + 1)..(end - 1) : start..end;
    }

    private static bool TryReadLabel(ReadOnlySpan<byte> text, out byte label)
    {
        label = FaceRecord.Unlabelled;
        if (text.Length > 20 || !Emotions.TryParse(Encoding.ASCII.GetString(text), out Emotion emotion)) return false;
        label = (byte)emotion;
        return true;
    }

    private static FaceSplit? ReadSplit(ReadOnlySpan<byte> text)
    {
        foreach (FaceSplit split in Enum.GetValues<FaceSplit>())
        {
            if (Ascii.EqualsIgnoreCase(text, split.ToString())) return split;
        }
        return null;
    }
}
