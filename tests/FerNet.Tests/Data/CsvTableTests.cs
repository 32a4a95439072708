using CsCheck;
using FerNet.Data;
using FerNet.Data.Tables;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data;

public class CsvTableTests
{
    private const int Rows = 10;

    private const string RowCure = ". Correct the row, or leave bad rows out with SkipBadRows.";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Fer2013_is_read_whole(string lineEnd) => AssertWhole(Read(Tables.Fer2013(Rows, lineEnd)), hasSplits: true, hasLabels: true);

    [Fact]
    public void Columns_may_stand_in_another_order_with_blanks() => AssertWhole(Read(Tables.Icml(Rows)), hasSplits: true, hasLabels: true);

    [Fact]
    public void Without_usage_all_rows_are_for_training()
    {
        LoadedFaces loaded = Read(Tables.Train(Rows));
        AssertWhole(loaded, hasSplits: false, hasLabels: true);
        Assert.All(loaded.Faces, face => Assert.Equal(DatasetSplit.Training, face.Split));
    }

    [Fact]
    public void The_first_column_may_be_the_usage()
    {
        LoadedFaces loaded = Read($"Usage,pixels\nPublicTest,{Tables.PixelsAsText(0)}\n");
        Assert.Equal((true, DatasetSplit.PublicTest), (loaded.HasSplits, Assert.Single(loaded.Faces).Split));
    }

    [Fact]
    public void Without_emotion_the_faces_have_no_label()
    {
        LoadedFaces loaded = Read(Tables.Test(Rows));
        AssertWhole(loaded, hasSplits: false, hasLabels: false);
        Assert.All(loaded.Faces, face => Assert.Equal(DatasetSplit.PrivateTest, face.Split));
    }

    [Fact]
    public void A_byte_order_mark_blank_lines_and_a_missing_last_line_end_do_not_matter() =>
        AssertWhole(Read("\uFEFF" + Tables.Fer2013(Rows).TrimEnd() + "\n\n  \n"), hasSplits: true, hasLabels: true);

    [Theory]
    [InlineData("train", DatasetSplit.Training)]
    [InlineData("Training", DatasetSplit.Training)]
    [InlineData("val", DatasetSplit.PublicTest)]
    [InlineData("Validation", DatasetSplit.PublicTest)]
    [InlineData("PUBLICTEST", DatasetSplit.PublicTest)]
    [InlineData("test", DatasetSplit.PrivateTest)]
    [InlineData("testing", DatasetSplit.PrivateTest)]
    public void Usage_may_be_the_words_that_other_tables_use(string usage, DatasetSplit split) =>
        Assert.Equal(split, Read($"emotion,pixels,Usage\n3,{Tables.PixelsAsText(1)},{usage}\n").Faces[0].Split);

    [Fact]
    public void Other_columns_may_stand_anywhere_and_hold_commas_and_quotes_within_quotes()
    {
        string table = "\"the \"\"id\"\", and more\",Usage,pixels,note,emotion\n"
            + $"1,Training,\"{Tables.PixelsAsText(0)}\",\"tired, or sad, \"\"maybe\"\"\",0\n"
            + $"2,\"PublicTest\",{Tables.PixelsAsText(1)}, \"x,y\" ,1\n"
            + $"3,PrivateTest,{Tables.PixelsAsText(2)},a \"quote, \"2\"\n".Replace("a \"quote, ", "a \"quote,", StringComparison.Ordinal);
        LoadedFaces loaded = Read(table);
        Assert.Equal([0, 1, 2], loaded.Faces.Select(face => (int)face.Label));
        Assert.Equal([DatasetSplit.Training, DatasetSplit.PublicTest, DatasetSplit.PrivateTest], loaded.Faces.Select(face => face.Split));
        for (int row = 0; row < 3; row++) Assert.Equal(Tables.Pixels(row), loaded.Faces[row].Pixels.ToArray());
    }

    [Fact]
    public void A_table_has_at_most_256_columns()
    {
        string others = string.Concat(Enumerable.Range(0, 255).Select(i => $",c{i}")), values = new(',', 255);
        Assert.Single(Read($"pixels{others}\n{Tables.PixelsAsText(0)}{values}\n").Faces);
        Assert.Equal("t.csv, line 1: more than 256 columns; leave out those that are not needed.", Error($"pixels{others},more\n"));
    }

    [Fact]
    public void The_word_of_an_emotion_has_at_most_64_bytes()
    {
        ClassNames classes = new(
            new Dictionary<string, Emotion?> { [new string('a', 64)] = Emotion.Happy, [new string('a', 65)] = Emotion.Sad });
        LoadedFaces loaded = Read($"emotion,pixels\n{new string('a', 64)},{Tables.PixelsAsText(0)}\n", classes: classes);
        Assert.Equal((byte)Emotion.Happy, Assert.Single(loaded.Faces).Label);
        Assert.StartsWith("t.csv, line 2, column 1: unknown emotion 'aaaaaaaaaaaaaaaaaaaa...'",
            Assert.Throws<InvalidDataException>(() =>
                Read($"emotion,pixels\n{new string('a', 65)},{Tables.PixelsAsText(0)}\n", classes: classes)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0", "t.csv, line 1, column 1: byte 0x00: not a text file; ")]
    [InlineData("ab\u0008", "t.csv, line 1, column 3: byte 0x08: not a text file; ")]
    [InlineData("\ta", "t.csv, line 1, column 1: wrong header '?a'; ")]
    public void A_header_is_text(string header, string message) =>
        Assert.StartsWith(message, Error(header + "\n"), StringComparison.Ordinal);

    [Fact]
    public void Rows_that_are_all_left_out_are_told_from_rows_that_are_bad()
    {
        ClassNames classes = new(new Dictionary<string, Emotion?> { ["7"] = null });
        string left = $"7,{Tables.PixelsAsText(0)}\n";
        Assert.Equal("t.csv: ClassNames leaves out all 2 rows.",
            Assert.Throws<InvalidDataException>(() => Read("emotion,pixels\n" + left + left, true, classes)).Message);
        LoadedFaces loaded = Read($"emotion,pixels\n{left}bad\n{left}happy,{Tables.PixelsAsText(1)}\n", true, classes);
        Assert.Equal((1, 1), (loaded.Faces.Count, loaded.Skipped.Count));
        Assert.Equal(["bad rows", "left out by ClassNames ('7')"],
            loaded.LeftOut.Groups.Select(group => group.Reason).Order(StringComparer.Ordinal));
        Assert.Equal([2, 3, 4], loaded.Skipped.Rows.Select(row => row.Row).Order());
    }

    [Fact]
    public void A_line_may_be_as_long_as_64_KiB()
    {
        const int Longest = 64 << 10;
        string row = Tables.PixelsAsText(0);
        Assert.Single(Read("pixels".PadRight(Longest - 1) + "\n" + row + "\n").Faces);
        Assert.StartsWith("t.csv, near line 1: no line end in 65,536 bytes; ", Error("pixels".PadRight(Longest) + "\n" + row + "\n"),
            StringComparison.Ordinal);
        // A line that lies across the end of a piece of the file is held for the next piece, and may not be longer either.
        const int Piece = 1 << 20;
        string head = "pixels\n";
        string filled = head + string.Concat(Enumerable.Repeat(row + "\n", (Piece - (Longest / 2) - head.Length) / (row.Length + 1)));
        Assert.NotEmpty(Read(filled + row.PadRight(Piece - filled.Length + 100) + "\n" + row + "\n").Faces);
    }

    [Fact]
    public void A_column_that_is_there_twice_is_refused() =>
        Assert.Equal("t.csv, line 1: the column 'emotion' is there 2 times; leave one.", Error("emotion,pixels,Emotion\n1,2,3\n"));

    [Fact]
    public void Words_and_numbers_of_the_emotion_column_mean_what_the_caller_says()
    {
        ClassNames classes =
            new(new Dictionary<string, Emotion?>(StringComparer.OrdinalIgnoreCase)
            {
                ["0"] = Emotion.Neutral,
                ["FREUDE"] = Emotion.Happy,
                ["7"] = null,
            });
        string[] words = ["0", "freude", "7", "sad"];
        string table = "emotion,pixels\n" + string.Concat(words.Select((word, row) => $"{word},{Tables.PixelsAsText(row)}\n"));
        LoadedFaces loaded = Read(table, classes: classes);
        Assert.Equal([Emotion.Neutral, Emotion.Happy, Emotion.Sad], loaded.Faces.Select(face => (Emotion)face.Label));
        Assert.Equal(0, loaded.Skipped.Count);
        LeftOutGroup group = Assert.Single(loaded.LeftOut.Groups);
        Assert.Equal(("left out by ClassNames ('7')", 1, "line 4"), (group.Reason, group.Count, group.Examples[0]));
        Assert.StartsWith("t.csv, line 2, column 1: unknown emotion '1'; ClassNames does not list it",
            Assert.Throws<InvalidDataException>(() => Read($"emotion,pixels\n1,{Tables.PixelsAsText(1)}\n", classes: classes)).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_many_pieces_is_read_in_order()
    {
        const int Many = 700;
        LoadedFaces loaded = Read(Tables.Fer2013(Many));
        Assert.Equal(Enumerable.Range(2, Many), loaded.Faces.Select(face => face.Row));
        for (int row = 0; row < Many; row += 37) Assert.Equal(Tables.Pixels(row), loaded.Faces[row].Pixels.ToArray());
    }

    [Fact]
    public void Of_many_bad_rows_the_first_is_named()
    {
        string[] lines = Tables.Fer2013(700).Split('\n');
        foreach (int bad in (int[])[300, 301, 450, 699]) lines[bad] = "9" + lines[bad][1..];
        for (int time = 0; time < 5; time++)
            Assert.StartsWith("t.csv, line 301, column 1: unknown emotion '9'", Error(string.Join('\n', lines)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3,1 2 3,Training\n", "line 2, column 3: 3 pixels; a face needs 2,304 (48 x 48)")]
    [InlineData("3,1 2 300,Training\n", "line 2, column 7: '300' is over 255; a pixel is a whole number from 0 to 255")]
    [InlineData("3,1 2 x\u001b3,Training\n", "line 2, column 7: 'x?3' is not a number; a pixel is a whole number from 0 to 255")]
    [InlineData("3,1 -2,Training\n", "line 2, column 5: '-2' is not a number; a pixel is a whole number from 0 to 255")]
    [InlineData("7,1 2 3,Training\n", "line 2, column 1: unknown emotion '7'; known are 0 (angry) to 6 (neutral)")]
    [InlineData(",1 2 3,Training\n", "line 2, column 1: unknown emotion ''; known are 0 (angry) to 6 (neutral)")]
    [InlineData("3,1 2 3,Exam\n",
        "line 2, column 9: unknown usage 'Exam'; known are Training, PublicTest and PrivateTest, or train, val and test")]
    [InlineData("\n3,1 2 3\n", "line 3, column 8: 2 fields; the header names 3 (emotion, pixels, Usage)")]
    [InlineData("3,1 2 3",
        "line 2, column 8: 2 fields; the header names 3 (emotion, pixels, Usage) (the file ends in this line: it may be cut off; get " +
        "it whole)")]
    public void A_bad_row_is_named_by_line_and_column(string row, string message) =>
        Assert.Equal($"t.csv, {message}{RowCure}", Error("emotion,pixels,Usage\n" + row));

    [Fact]
    public void A_face_of_one_pixel_less_or_more_is_refused()
    {
        string whole = Tables.PixelsAsText(1);
        Assert.Equal("t.csv, line 2, column 3: 2,303 pixels; a face needs 2,304 (48 x 48)" + RowCure,
            Error($"emotion,pixels\n3,{whole[..whole.LastIndexOf(' ')]}\n"));
        Assert.Equal("t.csv, line 2, column 3: 2,305 pixels; a face needs 2,304 (48 x 48)" + RowCure,
            Error($"emotion,pixels\n3,{whole} 5\n"));
    }

    [Theory]
    [InlineData("", "t.csv: the file is empty; ")]
    [InlineData("emotion,pixels,Usage\n", "t.csv: the table has a header but no rows.")]
    [InlineData("a,b,c\n1,2,3\n", "t.csv, line 1, column 1: wrong header 'a,b,c'; ")]
    [InlineData("PNG\u0001\u0002 rubbish", "t.csv, line 1, column 4: byte 0x01: not a text file; ")]
    public void A_file_that_is_no_table_is_refused(string text, string message) =>
        Assert.StartsWith(message, Error(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("emotion,pixels\n", "t.csv, near line 2: ")]
    [InlineData("", "t.csv, near line 1: ")]
    public void A_line_without_end_is_refused_early(string header, string message) =>
        Assert.StartsWith(message, Error(header + new string('1', 2_000_000)), StringComparison.Ordinal);

    [Fact]
    public void Bad_rows_are_counted_and_skipped_when_asked()
    {
        string[] lines = Tables.Fer2013(400).Split('\n');
        for (int row = 0; row < 400; row += 20) lines[row + 1] = "bad";
        LoadedFaces loaded = Read(string.Join('\n', lines), skipBadRows: true);
        Assert.Equal(380, loaded.Faces.Count);
        Assert.Equal(20, loaded.Skipped.Count);
        Assert.Equal(SkippedRows.MessagesKept, loaded.Skipped.Messages.Count);
        Assert.StartsWith("t.csv, line 2, column 4: 1 field; ", loaded.Skipped.Messages[0], StringComparison.Ordinal);
        Assert.All(loaded.Faces, face => Assert.Equal(Tables.Pixels(face.Row - 2), face.Pixels.ToArray()));
    }

    [Fact]
    public void A_table_of_bad_rows_only_is_refused_even_when_they_may_be_skipped() =>
        Assert.StartsWith("t.csv: all 2 rows are bad; the first: t.csv, line 2", Error("emotion,pixels\nx\ny\n", skipBadRows: true),
            StringComparison.Ordinal);

    [Fact]
    public void A_canceled_load_stops()
    {
        using MemoryStream text = new(Tables.Bytes(Tables.Fer2013(Rows)));
        Assert.ThrowsAny<OperationCanceledException>(() => CsvTable.Read(text, "t.csv", false, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Damage_gives_the_same_faces_or_one_kind_of_error()
    {
        byte[] whole = Tables.Bytes(Tables.Icml(3));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length], Gen.Bool).ForAll((place, value, length, skip) =>
        {
            byte[] damaged = [.. whole];
            damaged[place] = value;
            try
            {
                using MemoryStream text = new(damaged, 0, skip ? length : whole.Length);
                return CsvTable.Read(text, "t.csv", skip, CancellationToken.None).Faces.Count <= 3;
            }
            catch (InvalidDataException error)
            {
                return error.Message.StartsWith("t.csv", StringComparison.Ordinal);
            }
        }, samples: 1_000);
    }

    private static LoadedFaces Read(string text, bool skipBadRows = false, ClassNames? classes = null)
    {
        using MemoryStream bytes = new(Tables.Bytes(text));
        return CsvTable.Read(bytes, "t.csv", skipBadRows, CancellationToken.None, classes);
    }

    private static string Error(string text, bool skipBadRows = false) =>
        Assert.Throws<InvalidDataException>(() => Read(text, skipBadRows)).Message;

    private static void AssertWhole(LoadedFaces loaded, bool hasSplits, bool hasLabels)
    {
        Assert.Equal((hasSplits, hasLabels, 0), (loaded.HasSplits, loaded.HasLabels, loaded.Skipped.Count));
        Assert.Equal(Rows, loaded.Faces.Count);
        for (int row = 0; row < Rows; row++)
        {
            FaceRecord face = loaded.Faces[row];
            Assert.Equal(Tables.Pixels(row), face.Pixels.ToArray());
            Assert.Equal(hasLabels ? row % 7 : FaceRecord.Unlabeled, face.Label);
            if (hasSplits) Assert.Equal(Tables.Usage(row), face.Split.ToString());
        }
    }
}
