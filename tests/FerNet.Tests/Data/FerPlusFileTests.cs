using FerNet.Data;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data;

public class FerPlusFileTests
{
    private const string Header = "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";

    [Fact]
    public void Votes_beside_the_table_are_found_and_matched_within_each_split()
    {
        using TemporaryFolder folder = new();
        FerDataset faces = Load(folder, Tables.Fer2013(12), Votes(12));
        Assert.True(faces.HasVotes);
        AssertOwnVotes(faces);
        AssertOwnVotes(faces.PublicTest);
    }

    [Fact]
    public void A_skipped_row_keeps_its_place()
    {
        using TemporaryFolder folder = new();
        string[] lines = Tables.Fer2013(12).Split('\n');
        lines[2] = $"9,{Tables.PixelsAsText(1)},{Tables.Usage(1)}";
        lines[7] = $"3,1 2,{Tables.Usage(6)}";
        FerDataset faces = Load(folder, string.Join('\n', lines), Votes(12), new FerDatasetOptions { SkipBadRows = true });
        Assert.Equal((10, 2), (faces.Count, faces.SkippedRows));
        AssertOwnVotes(faces);
    }

    [Fact]
    public void Splits_that_only_the_votes_have_do_not_matter()
    {
        using TemporaryFolder folder = new();
        string[] lines = Tables.Fer2013(12).Split('\n');
        string table = string.Join('\n', lines.Where(line => !line.EndsWith("PrivateTest", StringComparison.Ordinal)));
        FerDataset faces = Load(folder, table, Votes(12));
        Assert.Equal(9, faces.Count);
        Assert.Equal(VotesOf(4), faces.Votes(3).ToArray());
    }

    [Fact]
    public void Other_numbers_of_rows_are_refused_and_the_votes_can_be_left_out()
    {
        using TemporaryFolder folder = new();
        Assert.StartsWith("fer2013.csv has 6 rows of Training, fer2013new.csv has 5: ",
            Assert.Throws<InvalidDataException>(() => Load(folder, Tables.Fer2013(12), Votes(9))).Message, StringComparison.Ordinal);
        FerDataset without = FerDataset.Load(folder.File("fer2013.csv"), new FerDatasetOptions { UseFerPlus = false });
        Assert.False(without.HasVotes);
        Assert.Contains("has no FER+ votes", Assert.Throws<InvalidOperationException>(() => without.Votes(0).Length).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Votes_of_other_rows_are_refused_with_the_figure_and_the_cause()
    {
        using TemporaryFolder folder = new();
        string error = Assert.Throws<InvalidDataException>(() => Load(folder, Tables.Fer2013(60), Votes(60, row => row + 4))).Message;
        Assert.StartsWith("fer2013new.csv: the emotion with the most votes is the label of 0 % of the 60 faces; ", error,
            StringComparison.Ordinal);
        Assert.Contains("below 45 % the votes are refused", error, StringComparison.Ordinal);
        Assert.Contains("the rows of fer2013.csv stand in another order", error, StringComparison.Ordinal);
        Assert.Contains("UseFerPlus", error, StringComparison.Ordinal);
        FerDataset without = FerDataset.Load(folder.File("fer2013.csv"), new FerDatasetOptions { UseFerPlus = false });
        Assert.Null(without.FerPlusAgreement);
    }

    [Fact]
    public void One_split_with_the_votes_of_other_rows_is_refused_though_the_whole_agrees()
    {
        const int Rows = 440;
        using TemporaryFolder folder = new();
        string votes = Votes(Rows, row => Tables.Usage(row) == "PublicTest" ? row + 4 : row);
        string error = Assert.Throws<InvalidDataException>(() => Load(folder, Tables.Fer2013(Rows), votes)).Message;
        Assert.Contains("the label of 0 % of the 110 faces of PublicTest; ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_agreement_is_shown_in_the_summary_and_counts_only_what_can_be_compared()
    {
        using TemporaryFolder folder = new();
        // Rows 0 to 2 disagree, row 3 has no vote for an emotion.
        string[] votes = Votes(24).Split('\n');
        for (int line = 1; line < votes.Length; line++)
        {
            if (votes[line].Contains("fer3.png", StringComparison.Ordinal)) votes[line] = $"{Tables.Usage(3)},fer3.png,0,0,0,0,0,0,0,3,3,4";
            if (votes[line].Contains("fer0.png", StringComparison.Ordinal)) votes[line] = $"{Tables.Usage(0)},fer0.png,9,0,0,0,1,0,0,0,0,0";
            // A tie counts.
            if (votes[line].Contains("fer1.png", StringComparison.Ordinal)) votes[line] = $"{Tables.Usage(1)},fer1.png,5,0,0,0,0,5,0,0,0,0";
        }
        FerDataset faces = Load(folder, Tables.Fer2013(24), string.Join('\n', votes));
        Assert.Equal(22.0 / 23, faces.FerPlusAgreement!.Value, 12);
        Assert.Equal(1, faces.PublicTest.FerPlusAgreement);
        Assert.EndsWith("; FER+ votes agree with 95.7 % of the labels", faces.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_usage_takes_votes_only_when_told_to()
    {
        using TemporaryFolder folder = new();
        string table = folder.Write("train.csv", Tables.Bytes(Tables.Train(5)));
        string votes = folder.Write("fer2013new.csv",
            Tables.Bytes(Header + string.Concat(Enumerable.Range(0, 5).Select(row => Row("Training", row)))));
        Assert.False(FerDataset.Load(table).HasVotes);
        AssertOwnVotes(FerDataset.Load(table, new FerDatasetOptions { FerPlusPath = votes }));
        Assert.Throws<FileNotFoundException>(() => FerDataset.Load(table, new FerDatasetOptions { FerPlusPath = folder.File("none.csv") }));
    }

    [Theory]
    [InlineData("", "fer2013new.csv: the file is empty. ")]
    [InlineData("a,b\n", "fer2013new.csv, line 1: wrong header; ")]
    [InlineData(Header + "Training,x,1\n", "fer2013new.csv, line 2: 3 fields; a FER+ row has 12. ")]
    [InlineData(Header + "7,x,0,0,0,0,0,0,0,0,0,0\n", "fer2013new.csv, line 2: unknown usage '7'; ")]
    [InlineData("Usage,Image name,happiness,neutral,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n",
        "fer2013new.csv, line 1: wrong header; ")]
    [InlineData(Header + "Training,x,0,0,0,0,0,0,0,0,0,0,0\n", "fer2013new.csv, line 2: 13 fields; a FER+ row has 12. ")]
    [InlineData(Header + "\n \nTraining,x,0,0,0,0,-1,0,0,0,0,0\n", "fer2013new.csv, line 4: '-1' is not a number of votes; ")]
    [InlineData(Header + "Training,x,0,0,0,0,11,0,0,0,0,0\n",
        "fer2013new.csv, line 2: '11' is not a number of votes; it runs from 0 to 10. ")]
    public void Bad_files_are_named(string content, string message)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("fer2013new.csv", Tables.Bytes(content));
        Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => FerPlusFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Votes_run_from_0_to_10_and_lie_in_their_split()
    {
        using TemporaryFolder folder = new();
        string header = Header.Replace(",", " , ", StringComparison.Ordinal).ToUpperInvariant();
        string path = folder.Write("fer2013new.csv",
            Tables.Bytes(header + " PublicTest ,x,0,10,0,0,0,0,0,0,0,0\n\nTraining,x,1,2,3,4,5,6,7,8,9,10\n"));
        IReadOnlyDictionary<DatasetSplit, byte[]> votes = FerPlusFile.Read(path);
        Assert.Equal([0, 10, 0, 0, 0, 0, 0, 0, 0, 0], votes[DatasetSplit.PublicTest]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], votes[DatasetSplit.Training]);
        Assert.Empty(votes[DatasetSplit.PrivateTest]);
    }

    [Fact]
    public void Each_emotion_has_the_count_of_its_name()
    {
        Assert.Equal(["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"],
            EmotionExtensions.All.Select(emotion => FerPlusVotes.Names[FerPlusVotes.IndexOf(emotion)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FerPlusVotes.IndexOf((Emotion)7));
    }

    [Fact]
    public void A_file_of_more_than_64_MiB_is_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("fer2013new.csv", Tables.Bytes(Header));
        using (FileStream file = File.OpenWrite(path)) file.SetLength((64 << 20) + 1);
        Assert.Contains("67,108,865 bytes", Assert.Throws<InvalidDataException>(() => FerPlusFile.Read(path)).Message,
            StringComparison.Ordinal);
    }

    private static FerDataset Load(TemporaryFolder folder, string table, string votes, FerDatasetOptions? options = null)
    {
        folder.Write("fer2013new.csv", Tables.Bytes(votes));
        return FerDataset.Load(folder.Write("fer2013.csv", Tables.Bytes(table)), options);
    }

    // The published file is sorted by split, the generated table is not: only the order within a split can match.
    private static string Votes(int rows, Func<int, int>? ofRow = null) => Header + string.Concat(
        Enumerable.Range(0, rows).OrderBy(row => Enum.Parse<DatasetSplit>(Tables.Usage(row)))
            .Select(row => Row(Tables.Usage(row), row, ofRow?.Invoke(row))));

    private static string Row(string usage, int row, int? other = null) =>
        $"{usage},fer{row}.png,{string.Join(',', VotesOf(other ?? row))}\n";

    /// <summary>Most votes for the label of the row; the last three tell the rows apart.</summary>
    private static byte[] VotesOf(int row)
    {
        byte[] votes = new byte[FerPlusVotes.Count];
        votes[FerPlusVotes.IndexOf((Emotion)(row % EmotionExtensions.Count))] = 9;
        (votes[7], votes[8], votes[9]) = ((byte)(row % 11), (byte)(row / 11 % 11), (byte)(row / 121 % 11));
        return votes;
    }

    private static void AssertOwnVotes(FerDataset faces)
    {
        for (int index = 0; index < faces.Count; index++) Assert.Equal(VotesOf(faces.RowNumber(index) - 2), faces.Votes(index).ToArray());
    }
}
