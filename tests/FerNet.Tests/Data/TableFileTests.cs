using CsCheck;
using FerNet.Data.Tables;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data;

public class TableFileTests
{
    private static readonly byte[] Table = Tables.Bytes(Tables.Fer2013(4));
    private static readonly byte[] Other = Tables.Bytes(Tables.Test(1));

    private static readonly Dictionary<string, byte[]> Packed = new()
    {
        ["fer2013.csv"] = Table,
        ["fer2013.csv.gz"] = Tables.Gzip(Table),
        ["fer2013.zip"] = Tables.Zip(("deep/er/test.csv", Other), ("deep/er/fer2013.csv", Table), ("deep/fer2013new.csv", Other)),
        ["fer2013.tar.gz"] = Tables.Gzip(Tables.Tar(("fer2013/README", Other), ("fer2013/fer2013.csv", Table))),
        ["fer2013.tgz"] = Tables.Gzip(Tables.Tar(("test.csv", Other), ("sample_submission.csv", Other), ("faces.csv", Table))),
        ["fer2013.tar"] = Tables.Tar(("x/train.csv", Table), ("x/test.csv", Other)),
        ["contest.zip"] = Tables.Zip(("train.csv", Other), ("fer2013.tar.gz", Tables.Gzip(Tables.Tar(("fer2013/fer2013.csv", Table))))),
        ["wrong-ending.zip"] = Tables.Gzip(Table),
    };

    public static TheoryData<string> Names => [.. Packed.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_table_is_found_however_it_is_packed(string name)
    {
        using TemporaryFolder folder = new();
        Assert.Equal(4, Load(folder.Write(name, Packed[name])));
    }

    [Fact]
    public void Errors_name_the_archive_and_the_file_in_it()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("all.zip", Tables.Zip(("a/b.csv", Tables.Bytes("emotion,pixels\n8,1 2\n"))));
        Assert.StartsWith("all.zip/a/b.csv, line 2, column 1: unknown emotion '8'; known are 0 (angry) to 6 (neutral).", Error(path),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_without_a_table_is_refused()
    {
        using TemporaryFolder folder = new();
        Assert.StartsWith("a.zip: no table of faces in this archive; ", Error(folder.Write("a.zip", Tables.Zip(("a.txt", Table)))),
            StringComparison.Ordinal);
        Assert.EndsWith(" It holds: 1 not an image format that is read (.txt): a.txt.",
            Error(folder.Write("a.zip", Tables.Zip(("a.txt", Table)))), StringComparison.Ordinal);
        Assert.EndsWith("train/happy/1.jpg.", Error(folder.Write("a.zip", Tables.Zip(("empty/", [])))), StringComparison.Ordinal);
        Assert.StartsWith("a.tar: no table of faces in this archive; ", Error(folder.Write("a.tar", Tables.Tar(("a.txt", Table)))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fer2013.csv.gz", true)]
    [InlineData("fer2013.csv", true)]
    [InlineData("icml_face_data.csv", true)]
    [InlineData("train.csv", false)]
    [InlineData("faces.csv", false)]
    public void A_table_among_labeled_images_is_taken_only_by_a_name_of_FER2013(string name, bool isTaken)
    {
        using TemporaryFolder folder = new();
        byte[] table = name.EndsWith(".gz", StringComparison.Ordinal) ? Tables.Gzip(Table) : Table;
        using TableOrImages packed = TableFile.OpenTable(folder.Write("a.zip", Tables.Zip(("happy/1.png", [1]), (name, table))));
        Assert.Equal((isTaken, !isTaken), (packed.Table is not null, packed.Images is not null));
    }

    [Fact]
    public void Packing_without_end_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] packed = Table;
        for (int layer = 0; layer < 5; layer++) packed = Tables.Gzip(packed);
        Assert.Equal("a.gz: packed more than 3 times over; unpack it first.", Error(folder.Write("a.gz", packed)));
        packed = Tables.Tar(("fer2013.csv", Table));
        for (int layer = 0; layer < 3; layer++) packed = Tables.Tar(("faces.tar", packed));
        Assert.Equal("a.tar/faces.tar/faces.tar/faces.tar: packed more than 3 times over; unpack it first.",
            Error(folder.Write("a.tar", packed)));
        Assert.StartsWith("b.zip/c.zip: a zip within another archive; ",
            Error(folder.Write("b.zip", Tables.Zip(("c.zip", Tables.Zip(("d.csv", Table)))))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_file_that_unpacks_to_much_is_refused_at_its_first_line()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("bomb.csv.gz", Tables.Gzip([.. "emotion,pixels\n"u8, .. new byte[50_000_000]]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.StartsWith("bomb.csv.gz, near line 2: ", Error(path), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void An_entry_that_claims_to_be_huge_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] tar = Tables.Tar(("fer2013.csv", Table));
        // The size stands at byte 124 in octal; the sum of the header's bytes at 148 goes with it.
        "77777777777"u8.CopyTo(tar.AsSpan(124));
        tar.AsSpan(148, 8).Fill((byte)' ');
        int sum = tar.AsSpan(0, 512).ToArray().Sum(value => value);
        Tables.Bytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(tar.AsSpan(148));
        Assert.StartsWith("vast.tar", Error(folder.Write("vast.tar", tar)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fer2013.csv.gz")]
    [InlineData("fer2013.tar.gz")]
    [InlineData("fer2013.zip")]
    public void An_archive_that_is_cut_off_is_refused(string name)
    {
        using TemporaryFolder folder = new();
        foreach (double part in (double[])[0.3, 0.6, 0.9])
            Assert.StartsWith(name, Error(folder.Write(name, Packed[name].AsSpan(0, (int)(Packed[name].Length * part)))),
                StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_archives_are_read_or_refused_but_never_crash()
    {
        using TemporaryFolder folder = new();
        string[] names = [.. Packed.Keys];
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[0, 4], Gen.Int[0, 40_000])
            .ForAll((which, changes, length) =>
        {
            string name = names[which];
            byte[] damaged = Packed[name][..Math.Min(length, Packed[name].Length)];
            foreach ((int place, byte value) in changes)
            {
                if (damaged.Length > 0) damaged[place % Math.Min(damaged.Length, place % 2 == 0 ? 1_000 : int.MaxValue)] = value;
            }
            try
            {
                return Load(folder.Write(name, damaged)) <= 4;
            }
            catch (InvalidDataException error)
            {
                return error.Message.StartsWith(name, StringComparison.Ordinal);
            }
        }, samples: 1_500);
    }

    private static int Load(string path)
    {
        using TableOrImages packed = TableFile.OpenTable(path);
        return CsvTable.Read(packed.Table!.Stream, packed.Table.Name, false, CancellationToken.None).Faces.Count;
    }

    private static string Error(string path) => Assert.Throws<InvalidDataException>(() => Load(path)).Message;
}
