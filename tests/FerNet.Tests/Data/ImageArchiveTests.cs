using System.Formats.Tar;
using System.IO.Compression;
using CsCheck;
using FerNet.Data;
using FerNet.Data.Images;
using FerNet.Imaging;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data;

/// <summary>An archive of folders of images is read as the folder that it was made of, and never trusted.</summary>
public class ImageArchiveTests
{
    /// <summary>The layout of msambare/fer2013, with what else archives hold.</summary>
    private static readonly (string Name, byte[] Content)[] Files =
    [
        .. from split in (string[])["train", "test"]
           from emotion in EmotionExtensions.Names
           from i in Enumerable.Range(0, 2)
           select ($"{split}/{emotion}/im{i}.png", EncodedImages.Gray(Tables.Pixels(emotion.Length + i), 48, 48)),
        ("train/happy/noext", EncodedImages.Gray(Tables.Pixels(9), 48, 48)),
        ("train/labels.csv", Tables.Bytes("file,label\n")),
        ("__MACOSX/train/happy/._im0.png", [1]),
    ];

    private static readonly Dictionary<string, byte[]> Packed = new()
    {
        ["archive.zip"] = Tables.Zip(Shuffled()),
        ["archive.tar"] = Tables.Tar(Shuffled()),
        ["archive.tar.gz"] = Tables.Gzip(Tables.Tar([.. Shuffled().Select(file => ("./" + file.Name, file.Content))])),
        ["outer.zip"] = Tables.Zip(("inner.tar.gz", Tables.Gzip(Tables.Tar(Shuffled())))),
    };

    public static TheoryData<string> Names => [.. Packed.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_archive_gives_the_faces_of_the_folder_that_it_was_made_of(string name)
    {
        using TemporaryFolder folder = new();
        foreach ((string path, byte[] content) in Files) folder.Write("unpacked/" + path, content);
        FerDataset unpacked = FerDataset.Load(folder.File("unpacked")), packed = FerDataset.Load(folder.Write(name, Packed[name]));
        Assert.Equal((29, 15, 14), (packed.Count, packed.Training.Count, packed.PrivateTest.Count));
        Assert.Equal(unpacked.Digest, packed.Digest);
        Assert.Equal(Facts(unpacked), Facts(packed));
        Assert.Equal(unpacked.LoadReport.Classes, packed.LoadReport.Classes);
        Assert.Contains("not an image format that is read (.csv)", packed.LoadReport.LeftOut.Select(group => group.Reason));
        Assert.Contains(packed.LoadReport.LeftOut, group => group.Reason == "hidden");

        static IEnumerable<(string?, int)> Facts(FerDataset faces) =>
            Enumerable.Range(0, faces.Count).Select(i => (faces.FileName(i), faces.RowNumber(i)));
    }

    [Fact]
    public void Nothing_is_written_to_the_temporary_folder()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("archive.zip", Packed["archive.zip"]);
        using FileSystemWatcher watcher = new(Path.GetTempPath()) { IncludeSubdirectories = true, EnableRaisingEvents = true };
        List<string> written = [];
        watcher.Created += (_, file) =>
        {
            lock (written) written.Add(file.FullPath);
        };
        FerDataset.Load(path);
        Thread.Sleep(100);
        lock (written)
            Assert.DoesNotContain(written, file =>
                file.Contains("im0", StringComparison.Ordinal) || file.Contains("archive", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    public void A_bad_image_stops_the_load_or_is_skipped(string name)
    {
        using TemporaryFolder folder = new();
        (string, byte[])[] files =
            [("happy/1.png", Files[0].Content), ("happy/2.png", [1, 2, 3]), ("happy/3.png", []), ("happy/4.heic", [1])];
        string path = folder.Write(name, name == "a.zip" ? Tables.Zip(files) : Tables.Tar(files));
        Assert.StartsWith("happy/2.png: ", Assert.Throws<InvalidDataException>(() => FerDataset.Load(path)).Message,
            StringComparison.Ordinal);
        FerDataset faces = FerDataset.Load(path, new FerDatasetOptions { SkipBadRows = true });
        Assert.Equal((1, 3), (faces.Count, faces.SkippedRows));
    }

    [Fact]
    public void A_table_of_faces_is_preferred_to_images_and_a_list_is_not()
    {
        using TemporaryFolder folder = new();
        byte[] table = Tables.Bytes(Tables.Fer2013(4));
        Assert.Equal(4, FerDataset.Load(folder.Write("a.zip", Tables.Zip([.. Files, ("fer2013.csv", table)]))).Count);
        Assert.Equal(29, FerDataset.Load(folder.Write("b.zip", Tables.Zip([.. Files, ("train.csv", Tables.Bytes("file,label\n"))]))).Count);
        Assert.Equal(4, FerDataset.Load(folder.Write("c.zip", Tables.Zip(("icon.png", [1]), ("faces.csv", table)))).Count);
    }

    [Fact]
    public void Links_in_a_tar_are_named()
    {
        using MemoryStream file = new();
        using (TarWriter tar = new(file, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "happy/2.png") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "happy/1.png") { DataStream = new MemoryStream(Files[0].Content) });
        }
        using TemporaryFolder folder = new();
        FerDataset faces = FerDataset.Load(folder.Write("a.tar", file.ToArray()));
        Assert.Equal("1 links, which are not followed in an archive: happy/2.png", Assert.Single(faces.LoadReport.LeftOut).ToString());
        Assert.Equal((1, "happy/1.png"), (faces.Count, faces.FileName(0)));
    }

    [Fact]
    public void The_number_of_files_and_the_bytes_that_are_unpacked_are_limited()
    {
        byte[] zip = Packed["archive.zip"];
        Assert.StartsWith("a.zip: more than 30 files; ",
            Assert.Throws<InvalidDataException>(() => ArchiveReader.Entries(ArchiveFormat.Zip, Open, "a.zip", most: 30)).Message,
                StringComparison.Ordinal);
        IReadOnlyList<ArchiveFile> entries = ArchiveReader.Entries(ArchiveFormat.Zip, Open, "a.zip");
        Assert.Equal(Files.Length, entries.Count);
        ArchiveImages images = new(ArchiveFormat.Zip, Open, "a.zip", entries, mostBytes: 20_000);
        int opened = 0;
        InvalidDataException error =
            Assert.Throws<InvalidDataException>(() => ImageReader.Read(images, ClassNames.Default, true, (stream, _) =>
        {
            Interlocked.Increment(ref opened);
            return new CroppedFace(new byte[FacePatch.PixelCount], 48, 48);
        }, null, CancellationToken.None));
        Assert.StartsWith("a.zip: its images unpack to more than 20,000 bytes; ", error.Message, StringComparison.Ordinal);
        Assert.InRange(opened, 1, 15);

        MemoryStream Open() => new(zip, writable: false);
    }

    /// <summary>A reader of the headers alone would reserve as many bytes as the archive claims.</summary>
    [Theory]
    [InlineData('x', 2_000_000_000, "an extended header of 2,000,000,000 bytes; at most 1,048,576 are read")]
    [InlineData('g', 1_048_577, "an extended header of 1,048,577 bytes")]
    [InlineData('L', 8_000_000_000, "an extended header of 8,000,000,000 bytes")]
    [InlineData('0', 20_000_000_000, "a file of more than 16 GiB")]
    public void A_tar_that_claims_too_much_is_refused_by_its_header(char type, long size, string expected)
    {
        byte[] header = TarHeader(type, size);
        using TemporaryFolder folder = new();
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(TarHeader('0', 600));
            gzip.Write(new byte[1024]);
            gzip.Write(header);
            gzip.Write(new byte[1 << 16]);
        }
        long before = GC.GetTotalAllocatedBytes();
        InvalidDataException error =
            Assert.Throws<InvalidDataException>(() => FerDataset.Load(folder.Write("a.tar.gz", packed.ToArray())));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50_000_000);
    }

    [Fact]
    public void A_size_among_the_attributes_of_a_tar_does_not_overrule_the_header()
    {
        byte[] attributes = "19 size=3000000000\n"u8.ToArray();
        using MemoryStream tar = new([.. TarHeader('x', attributes.Length), .. attributes, .. new byte[512 - attributes.Length],
            .. TarHeader('0', 0), .. new byte[1024]]);
        Assert.Contains("a size that is stated twice",
            Assert.Throws<InvalidDataException>(() => ArchiveReader.Entries(ArchiveFormat.Tar, () => tar, "a.tar")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_characters_of_all_names_are_limited()
    {
        byte[] zip = Packed["archive.zip"];
        int all = ArchiveReader.Entries(ArchiveFormat.Zip, Open, "a.zip").Sum(entry => entry.Name.Length);
        Assert.Equal(Files.Length, ArchiveReader.Entries(ArchiveFormat.Zip, Open, "a.zip", mostNameCharacters: all).Count);
        Assert.Contains(FormattableString.Invariant($"names of more than {all - 1:N0} characters"),
            Assert.Throws<InvalidDataException>(
                () => ArchiveReader.Entries(ArchiveFormat.Zip, Open, "a.zip", mostNameCharacters: all - 1)).Message,
            StringComparison.Ordinal);

        MemoryStream Open() => new(zip, writable: false);
    }

    /// <summary>A header with a right checksum; sizes that octal digits cannot say are written in base 256.</summary>
    private static byte[] TarHeader(char type, long size)
    {
        byte[] header = new byte[512];
        System.Text.Encoding.ASCII.GetBytes("happy/1.png").CopyTo(header, 0);
        System.Text.Encoding.ASCII.GetBytes("0000644\00000000\00000000\0").CopyTo(header, 100);
        if (size < 1L << 33) System.Text.Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
        else System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(128), size);
        if (size >= 1L << 33) header[124] = 0x80;
        System.Text.Encoding.ASCII.GetBytes("00000000000").CopyTo(header, 136);
        header.AsSpan(148, 8).Fill((byte)' ');
        header[156] = (byte)type;
        System.Text.Encoding.ASCII.GetBytes("ustar\000").CopyTo(header, 257);
        int sum = header.Sum(value => value);
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    [Fact]
    public void Damaged_archives_are_read_or_refused_but_never_crash()
    {
        using TemporaryFolder folder = new();
        string[] names = [.. Packed.Keys];
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[0, 4], Gen.Int[0, 80_000], Gen.Bool)
            .ForAll((which, changes, length, skip) =>
        {
            string name = names[which];
            byte[] damaged = Packed[name][..Math.Min(length, Packed[name].Length)];
            foreach ((int place, byte value) in changes)
            {
                if (damaged.Length > 0) damaged[place % damaged.Length] = value;
            }
            try
            {
                return FerDataset.Load(folder.Write(name, damaged),
                    new FerDatasetOptions { SkipBadRows = skip, Faces = FaceSearch.None }).Count <= Files.Length;
            }
            catch (InvalidDataException)
            {
                return true;
            }
        }, samples: 300);
    }

    private static (string Name, byte[] Content)[] Shuffled()
    {
        (string, byte[])[] files = [.. Files];
        new Random(5).Shuffle(files);
        return files;
    }
}
