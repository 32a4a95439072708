using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>
/// The images of a zip or tar. They are read as a stream, one after the other: nothing is written to disk, and no size that the
/// archive claims is believed.
/// </summary>
internal sealed class ArchiveImages : IImageSource
{
    private readonly ArchiveFormat kind;
    private readonly Func<Stream> open;
    private readonly IReadOnlyList<ArchiveFile> images;
    private readonly long mostBytes;

    /// <param name="kind">How the archive is packed.</param>
    /// <param name="open">Opens the archive at its start.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="entries">All its files.</param>
    /// <param name="mostBytes">The most bytes that all images may unpack to.</param>
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
                    $"{Name}: {UntrustedText.Quote(images[imageIndices[last]].Name)} was there a moment ago; the file changes while it " +
                    "is read.");
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
    /// Unpacks one image; what is wrong with it is thrown where it is opened, so that it can be left out like any bad image.
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
