using System.Text;
using FerNet.Data.Tables;
using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>Reads FER+'s votes and assigns them to faces by the row number within the split.</summary>
internal static class FerPlusFile
{
    /// <summary>The file name that is searched for beside the table.</summary>
    public const string Name = "fer2013new.csv";

    private const int MostBytes = 64 << 20;
    private const int FirstVote = 2;

    /// <summary>Reads the votes of a file by split, ten bytes per row.</summary>
    public static IReadOnlyDictionary<DatasetSplit, byte[]> Read(string path)
    {
        string file = UntrustedText.Quote(Path.GetFileName(path));
        using Stream stream = RegularFile.OpenRead(path);
        long length = stream.Length;
        if (length > MostBytes)
            throw new InvalidDataException(
                Invariant($"{file}: {length:N0} bytes; a FER+ file has some 1,600,000, and at most {MostBytes:N0} are read."));
        Dictionary<DatasetSplit, List<byte>> votes = Enum.GetValues<DatasetSplit>().ToDictionary(split => split, _ => new List<byte>());
        int line = 0;
        using StreamReader rows = new(stream, Encoding.UTF8);
        while (rows.ReadLine() is { } row)
        {
            if (++line == 1) CheckHeader(file, row);
            else if (!string.IsNullOrWhiteSpace(row)) AddRow(votes, row, file, line);
        }
        if (line == 0) throw new InvalidDataException($"{file}: the file is empty. {Cure}");
        return votes.ToDictionary(split => split.Key, split => split.Value.ToArray());
    }

    /// <summary>Joins faces and votes: the n-th row of a split in the table is the n-th row of that split in the votes.</summary>
    /// <returns>The faces with the offsets of their votes, and the votes.</returns>
    /// <exception cref="InvalidDataException">
    /// A split has different numbers of rows in the two files, or the votes agree with so few labels that they belong to other rows.
    /// </exception>
    public static (FaceRecord[] Faces, byte[] Votes) Join(
        LoadedFaces loaded, string table, IReadOnlyDictionary<DatasetSplit, byte[]> votes, string file)
    {
        Dictionary<DatasetSplit, int> starts = [];
        List<byte> joined = [];
        foreach ((DatasetSplit split, byte[] rows) in votes)
        {
            int inTable = loaded.Faces.Count(face => face.Split == split) + loaded.Skipped.Rows.Count(row => row.Split == split);
            int inVotes = rows.Length / FerPlusVotes.Count;
            if (inTable != 0 && inTable != inVotes)
            {
                throw new InvalidDataException(
                    Invariant($"{table} has {inTable:N0} rows of {split}, {file} has {inVotes:N0}: ")
                    + $"rows are matched by their order, so both must be whole. {Cure}");
            }
            starts[split] = joined.Count;
            joined.AddRange(rows);
        }
        FaceRecord[] faces = [.. WithVotes(loaded, starts)];
        byte[] all = [.. joined];
        RefuseOtherRows(faces, all, table, file);
        return (faces, all);
    }

    private static IEnumerable<FaceRecord> WithVotes(LoadedFaces loaded, Dictionary<DatasetSplit, int> next)
    {
        IEnumerator<(DatasetSplit? Split, int Row)> skipped = loaded.Skipped.Rows.GetEnumerator();
        bool more = skipped.MoveNext();
        foreach (FaceRecord face in loaded.Faces)
        {
            // A skipped row has votes, which are skipped too.
            for (; more && skipped.Current.Row < face.Row; more = skipped.MoveNext())
            {
                if (skipped.Current.Split is DatasetSplit split) next[split] += FerPlusVotes.Count;
            }
            yield return face with { VotesAt = next[face.Split] };
            next[face.Split] += FerPlusVotes.Count;
        }
    }

    /// <summary>Throws where the votes agree with the labels only as often as by chance, because they then belong to other rows.</summary>
    private static void RefuseOtherRows(FaceRecord[] faces, byte[] votes, string table, string file)
    {
        foreach (DatasetSplit? split in (DatasetSplit?[])[null, .. Enum.GetValues<DatasetSplit>()])
        {
            VoteAgreement agreement = VoteAgreement.Compute(faces.Where(face => split is null || face.Split == split), votes);
            if (!agreement.IsTooLow(isWhole: split is null)) continue;
            string faceWords = FormattableString.Invariant($"{agreement.Compared:N0} faces{(split is null ? "" : $" of {split}")}");
            throw new InvalidDataException(
                Invariant($"{file}: the emotion with the most votes is the label of {100 * agreement.Share:0} % of the {faceWords}; ") +
                "where votes and faces "
                + Invariant($"belong together it is some 63 %, by chance some 18 %, and below {100 * VoteAgreement.Least:0} % the ") +
                    "votes are refused. "
                + $"The likely cause: the rows of {table} stand in another order than those of {file}, or come from another table. "
                + "Use the fer2013.csv that the votes were made for, or set "
                + $"{nameof(FerDatasetOptions)}.{nameof(FerDatasetOptions.UseFerPlus)} to false.");
        }
    }

    private static void CheckHeader(string file, string row)
    {
        string[] names = [.. row.Split(',').Select(name => name.Trim())];
        if (names.Length != FirstVote + FerPlusVotes.Count
            || !names[FirstVote..].SequenceEqual(FerPlusVotes.Names, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidDataException(
                $"{file}, line 1: wrong header; a FER+ file begins with 'Usage,Image name,{string.Join(',', FerPlusVotes.Names)}'. {Cure}");
        }
    }

    private static void AddRow(Dictionary<DatasetSplit, List<byte>> votes, string row, string file, int line)
    {
        string[] fields = row.Split(',');
        if (fields.Length != FirstVote + FerPlusVotes.Count)
        {
            throw new InvalidDataException(
                Invariant($"{file}, line {line:0}: {fields.Length} fields; a FER+ row has {FirstVote + FerPlusVotes.Count}. {Cure}"));
        }
        if (SplitNames.Parse(fields[0].Trim()) is not DatasetSplit split)
        {
            throw new InvalidDataException(
                Invariant($"{file}, line {line:0}: unknown usage {Shown(fields[0])}; known are {SplitNames.Known}. {Cure}"));
        }
        foreach (string field in fields.AsSpan(FirstVote))
        {
            if (!byte.TryParse(field, out byte count) || count > FerPlusVotes.Voters)
            {
                throw new InvalidDataException(
                    Invariant($"{file}, line {line:0}: {Shown(field)} is not a number of votes; it runs from 0 to ") +
                    Invariant($"{FerPlusVotes.Voters}. {Cure}"));
            }
            votes[split].Add(count);
        }
    }

    private static string Shown(string text) => RowError.Quote(Encoding.ASCII.GetBytes(text));

    private static string Cure =>
        $"Get the file again, or set {nameof(FerDatasetOptions)}.{nameof(FerDatasetOptions.UseFerPlus)} to false.";
}
