using System.Text;

namespace FerNet.Data.Tables;

/// <summary>Reads one row of a table: label, split and pixels.</summary>
internal static class CsvRowReader
{
    private const int LongestLabel = 64;

    /// <summary>Reads a row that is not blank. For a bad row, label and split are set if they were already read.</summary>
    public static RowError? Read(
        CsvHeader header, ClassNames classes, ReadOnlySpan<byte> line, Span<byte> pixels, out byte label, out DatasetSplit? split)
    {
        label = FaceRecord.Unlabeled;
        split = null;
        Span<Range> fields = stackalloc Range[CsvHeader.MostColumns + 1];
        int count = CsvFields.Split(line, fields);
        if (count != header.Names.Count)
        {
            return new RowError(line.Length + 1,
                $"{count} {(count == 1 ? "field" : "fields")}; the header names {header.Names.Count} ({header.DisplayNames})");
        }
        if (header.Usage >= 0)
        {
            ReadOnlySpan<byte> usage = line[fields[header.Usage]];
            split = SplitNames.Parse(usage);
            if (split is null) return At(fields[header.Usage], 1, $"unknown usage {RowError.Quote(usage)}; known are {SplitNames.Known}");
        }
        if (header.Emotion >= 0 && ReadLabel(line[fields[header.Emotion]], classes, out label) is RowError wrong)
            return wrong with { Column = fields[header.Emotion].Start.Value + 1 };
        RowError? error = PixelText.Read(line[fields[header.Pixels]], pixels);
        return error is null ? null : At(fields[header.Pixels], error.Column, error.Message);
    }

    private static RowError At(Range field, int column, string message) => new(field.Start.Value + column, message);

    private static RowError? ReadLabel(ReadOnlySpan<byte> text, ClassNames classes, out byte label)
    {
        label = FaceRecord.Unlabeled;
        if (text.Length <= LongestLabel)
        {
            string word = Encoding.UTF8.GetString(text);
            if (classes.TryMap(word, out Emotion? mapped))
            {
                if (mapped is null) return new RowError(1, "left out") { LeftOutClass = word };
                label = (byte)mapped.Value;
                return null;
            }
            // With a mapping, numbers that are not in it do not have FER2013's meaning.
            if (EmotionExtensions.TryParse(word, out Emotion emotion) && !(classes.IsMapped && char.IsAsciiDigit(word.Trim()[0])))
            {
                label = (byte)emotion;
                return null;
            }
        }
        return new RowError(1, classes.IsMapped
            ? $"unknown emotion {RowError.Quote(text)}; {nameof(FerDatasetOptions.ClassNames)} does not list it"
            : $"unknown emotion {RowError.Quote(text)}; known are 0 (angry) to 6 (neutral)");
    }
}
