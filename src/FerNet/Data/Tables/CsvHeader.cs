using System.Text;
using FerNet.Utilities;

namespace FerNet.Data.Tables;

/// <summary>The indices of a table's columns; -1 for a missing column.</summary>
/// <param name="Emotion">The label; only the contest's test.csv has none.</param>
/// <param name="Pixels">The gray levels.</param>
/// <param name="Usage">The split; the contest's train.csv and test.csv have none.</param>
/// <param name="Names">All columns.</param>
internal sealed record CsvHeader(int Emotion, int Pixels, int Usage, IReadOnlyList<string> Names)
{
    /// <summary>The maximum number of columns.</summary>
    public const int MostColumns = 256;

    /// <summary>Reads the first line; surrounding blanks, quotes, case and a byte order mark are ignored.</summary>
    public static CsvHeader Read(ReadOnlySpan<byte> line, string file)
    {
        int binaryByteIndex = line.IndexOfAnyInRange((byte)0, (byte)8);
        if (binaryByteIndex >= 0)
        {
            throw new InvalidDataException(
                Invariant($"{file}, line 1, column {binaryByteIndex + 1}: byte 0x{line[binaryByteIndex]:X2}: not a text file; ")
                + "a FER2013 table begins with 'emotion,pixels,Usage'.");
        }
        if (line.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) line = line[3..];
        Range[] fields = new Range[MostColumns + 1];
        int count = CsvFields.Split(line, fields);
        if (count > MostColumns)
            throw new InvalidDataException($"{file}, line 1: more than {MostColumns} columns; leave out those that are not needed.");
        string[] names = new string[count];
        for (int i = 0; i < count; i++) names[i] = Encoding.UTF8.GetString(line[fields[i]]).Trim();
        CsvHeader header = new(Find("emotion"), Find("pixels"), Find("usage"), names);
        if (header.Pixels < 0)
        {
            throw new InvalidDataException(
                $"{file}, line 1, column 1: wrong header {RowError.Quote(line)}; "
                + "a FER2013 table begins with 'emotion,pixels,Usage' in any order, and 'pixels' must be there.");
        }
        return header;

        int Find(string name)
        {
            int[] columns =
                [.. Enumerable.Range(0, names.Length).Where(column => names[column].Equals(name, StringComparison.OrdinalIgnoreCase))];
            return columns.Length <= 1 ? columns.FirstOrDefault(-1)
                : throw new InvalidDataException($"{file}, line 1: the column '{name}' is there {columns.Length} times; leave one.");
        }
    }

    /// <summary>The names of the columns, for a message.</summary>
    public string DisplayNames => UntrustedText.Quote(string.Join(", ", Names));
}
