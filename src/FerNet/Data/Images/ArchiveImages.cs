using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>
/// The images of a zip or tar. They are read as a stream, in order: nothing is written to disk, and sizes that the archive states are not
/// trusted.
/// </summary>
internal sealed class ArchiveImages : IImageSource
{
    private readonly ArchiveFormat kind;
    private readonly Func<Stream> open;
    private readonly IReadOnlyList<ArchiveFile> images;
    private readonly long mostBytes;

    /// <param name="kind">The format of the archive.</param>
    /// <param name="open">Opens the archive at its beginning.</param>
    /// <param name="name">The name to use in messages.</param>
    /// <param name="entries">All its files.</param>
    /// <param name="mostBytes">The maximum number of decompressed bytes of all images.</param>
    public ArchiveImages(
        ArchiveFormat kind, Func<Stream> open, string name, IReadOnlyList<ArchiveFile> entries,
        long mostBytes = DecompressionStream.MostBytes)
    {
        this.mostBytes = mostBytes;
        this.kind = kind;
        this.open = open;
        Name = name;
        images = [.. entries.Where(entry => ReasonToLeaveOut(entry) is null)];
        Paths = [.. images.Select(entry => entry.Path)];
        foreach (ArchiveFile entry in entries)
        {
            if (ReasonToLeaveOut(entry) is string reason) LeftOut.Add(reason, entry.Path);
        }
    }

    public string Name { get; }

    public LeftOutLog LeftOut { get; } = new();

    public IReadOnlyList<string> Paths { get; }

    public IEnumerable<ImageItem> Read(IReadOnlySet<int> wanted)
    {
        Dictionary<int, int> imageIndices = wanted.ToDictionary(imageIndex => images[imageIndex].Index);
        using IEnumerator<(string Name, Func<Stream>? Content)> files = ArchiveReader.Files(kind, open, Name).GetEnumerator();
        long bytes = 0;
        int last = imageIndices.Count == 0 ? -1 : imageIndices.Keys.Max();
        for (int index = 0; index <= last; index++)
        {
            if (!DecompressionStream.Guard(Name, files.MoveNext))
                throw new InvalidDataException(
                    $"{Name}: {UntrustedText.Quote(images[imageIndices[last]].Name)} {ArchiveReader.ChangedWhileRead}");
            if (!imageIndices.TryGetValue(index, out int imageIndex) || files.Current.Content is not { } content) continue;
            Func<Stream> image = Unpack(content, Paths[imageIndex], out int length);
            bytes += length;
            if (bytes > mostBytes)
                throw new InvalidDataException(
                    Invariant($"{Name}: its images unpack to more than {mostBytes:N0} bytes; unpack it, and load it in parts."));
            yield return new ImageItem(imageIndex, image);
        }
    }

    /// <summary>
    /// Decompresses one image. An error is thrown when the image is opened, so that it can be left out like any bad image.
    /// </summary>
    private Func<Stream> Unpack(Func<Stream> content, string path, out int length)
    {
        length = 0;
        string name = UntrustedText.Quote($"{Name}/{path}");
        try
        {
            using DecompressionStream unpacked = new(DecompressionStream.Guard(name, content), name);
            byte[] encoded = ImageDecoder.ReadAll(unpacked, path);
            length = encoded.Length;
            return () => new MemoryStream(encoded, writable: false);
        }
        catch (InvalidDataException error)
        {
            return () => throw new InvalidDataException(error.Message, error);
        }
    }

    private static string? ReasonToLeaveOut(ArchiveFile entry) =>
        entry.IsHidden ? "hidden"
        : entry.IsLink ? "links, which are not followed in an archive"
        : entry.IsImage ? null
        : ImageFiles.Reason(entry.Path);
}
