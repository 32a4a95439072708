using System.Formats.Tar;
using FerNet.Data.Images;
using FerNet.Tests.Imaging;

namespace FerNet.Tests.Data;

/// <summary>Files of an archive are listed in their order and opened by their place, and nothing stays open.</summary>
public class ArchiveReaderTests
{
    private static readonly byte[] Image = EncodedImages.Gray(Tables.Pixels(1), 48, 48);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_list_ends_at_the_table_of_the_best_name(bool isZip)
    {
        (string, byte[])[] files = [("faces.csv", [1]), ("a/1.png", Image), ("x/fer2013.csv", [2]), ("a/2.png", Image)];
        Source source = new(isZip ? Tables.Zip(files) : Tables.Tar(files));
        Assert.Equal(["faces.csv", "a/1.png", "x/fer2013.csv"], Entries(isZip, source).Select(entry => entry.Name));
        Assert.True(source.IsClosed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_is_opened_by_its_place_and_its_name(bool isZip)
    {
        (string, byte[])[] files = [("a", [1]), ("b", [2]), ("a", [3])];
        Source source = new(isZip ? Tables.Zip(files) : Tables.Tar(files));
        IReadOnlyList<ArchiveFile> entries = Entries(isZip, source);
        foreach (ArchiveFile entry in entries)
        {
            using Stream content = Open(entry);
            Assert.False(source.IsClosed);
            Assert.Equal([entry.Index + 1, -1], [content.ReadByte(), content.ReadByte()]);
        }
        Assert.True(source.IsClosed);
        foreach (ArchiveFile gone in (ArchiveFile[])[entries[0] with { Index = 1 }, entries[0] with { Index = 3 }])
        {
            Assert.Equal(
                "archive: a can no longer be found: the archive changed while it was read. Try again when nothing writes to it.",
                Assert.Throws<InvalidDataException>(() => Open(gone)).Message);
            Assert.True(source.IsClosed);
        }

        Stream Open(ArchiveFile entry) => ArchiveReader.OpenEntry(Kind(isZip), source.Open, "archive", entry);
    }

    [Fact]
    public void Folders_of_a_zip_are_not_files()
    {
        Source source = new(Tables.Zip(("happy/", []), ("happy/1.png", Image), ("sad/deep/", [])));
        Assert.Equal(["happy/1.png"], Entries(isZip: true, source).Select(entry => entry.Name));
    }

    [Fact]
    public void A_file_without_an_extension_is_an_image_by_its_first_bytes_and_a_link_is_none()
    {
        using MemoryStream file = new();
        using (TarWriter tar = new(file, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "happy/link") { LinkName = "image" });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.HardLink, "happy/hard") { LinkName = "happy/image" });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "happy/image") { DataStream = new MemoryStream(Image) });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "happy/empty"));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "happy/folder"));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Fifo, "happy/pipe"));
        }
        Assert.Equal(
            [("happy/link", false, true), ("happy/hard", false, true), ("happy/image", true, false), ("happy/empty", false, false)],
            Entries(isZip: false, new Source(file.ToArray())).Select(entry => (entry.Name, entry.IsImage, entry.IsLink)));
    }

    [Theory]
    [InlineData("happy/1.png", false)]
    [InlineData("./happy/1.png", false)]
    [InlineData("../happy/1.png", false)]
    [InlineData("a/./b/../1.png", false)]
    [InlineData("a/.hidden/1.png", true)]
    [InlineData("a/..hidden/1.png", true)]
    [InlineData("a/.1.png", true)]
    [InlineData("a\\.b\\1.png", true)]
    [InlineData("__MACOSX/1.png", true)]
    [InlineData("a/__MACOSX/1.png", true)]
    [InlineData("a/__MACOSX2/1.png", false)]
    public void Hidden_files_and_folders_begin_with_a_dot(string name, bool isHidden) =>
        Assert.Equal(isHidden, new ArchiveFile(0, name).IsHidden);

    [Fact]
    public void An_archive_that_cannot_be_opened_is_closed()
    {
        Source damaged = new(Tables.Zip(("a", [1]))[..^10]), inner = new(Tables.Zip(("a", [1])), canSeek: false);
        Assert.Throws<InvalidDataException>(() => Entries(isZip: true, damaged));
        Assert.True(damaged.IsClosed);
        Assert.Equal("archive: a zip within another archive; unpack the outer one first.",
            Assert.Throws<InvalidDataException>(() => Entries(isZip: true, inner)).Message);
        Assert.True(inner.IsClosed);
    }

    /// <summary>The packing of one image is damaged; the others are read.</summary>
    [Fact]
    public void A_damaged_image_of_a_zip_is_named_where_it_is_opened()
    {
        byte[] zip = Tables.Zip(("happy/1.png", Image), ("happy/2.png", Image));
        // Behind the first header, of 30 bytes and the name, stand the packed bytes; their first bits say how they are packed.
        zip[30 + "happy/1.png".Length] = 0xFF;
        Source source = new(zip);
        ArchiveImages images = new(ArchiveFormat.Zip, source.Open, "a.zip", Entries(isZip: true, source));
        ImageItem[] read = [.. images.Read(new HashSet<int> { 0, 1 })];
        Assert.StartsWith("a.zip/happy/1.png: ", Assert.Throws<InvalidDataException>(() => read[0].OpenImage()).Message,
            StringComparison.Ordinal);
        using Stream second = read[1].OpenImage();
        using MemoryStream content = new();
        second.CopyTo(content);
        Assert.Equal(Image, content.ToArray());
        Assert.True(source.IsClosed);
    }

    private static ArchiveFormat Kind(bool isZip) => isZip ? ArchiveFormat.Zip : ArchiveFormat.Tar;

    private static IReadOnlyList<ArchiveFile> Entries(bool isZip, Source source) =>
        ArchiveReader.Entries(Kind(isZip), source.Open, "archive");

    /// <summary>Opens an archive, and knows whether all that was opened is closed again.</summary>
    private sealed class Source(byte[] archive, bool canSeek = true)
    {
        private readonly List<Opened> opened = [];

        public bool IsClosed => opened.Count > 0 && opened.All(stream => stream.IsClosed);

        public Stream Open()
        {
            opened.Add(new Opened(archive, canSeek));
            return opened[^1];
        }

        private sealed class Opened(byte[] archive, bool canSeek) : MemoryStream(archive, writable: false)
        {
            public bool IsClosed { get; private set; }

            public override bool CanSeek => canSeek && !IsClosed;

            protected override void Dispose(bool disposing)
            {
                IsClosed = true;
                base.Dispose(disposing);
            }
        }
    }
}
