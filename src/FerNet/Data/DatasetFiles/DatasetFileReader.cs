using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FerNet.Data.Images;
using FerNet.Data.Tables;
using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Data.DatasetFiles;

/// <summary>Reads a dataset file from an untrusted source: sizes that it states are not trusted, and each number is checked.</summary>
internal sealed class DatasetFileReader : IDisposable
{
    /// <summary>The maximum size in bytes of the header: a million file names of about 200 bytes.</summary>
    private const int MostHeaderBytes = 1 << 28;

    /// <summary>Faces whose pixels share a block.</summary>
    private const int BlockFaces = 1024;

    private readonly string name;
    private readonly Stream file;
    private readonly ZipArchive zip;
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private DatasetFileReader(string path)
    {
        name = UntrustedText.Quote(Path.GetFileName(path));
        file = RegularFile.OpenRead(path);
        try
        {
            zip = DecompressionStream.Guard(name, () => new ZipArchive(file, ZipArchiveMode.Read));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads the faces, the votes where there are any, and the name that the dataset had.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of a later format, or not a dataset file.</exception>
    public static (LoadedFaces Loaded, byte[]? Votes, string Name) Read(
        string path, IProgress<DatasetLoadProgress>? listener, CancellationToken cancellationToken)
    {
        using DatasetFileReader reader = new(path);
        return reader.Read(listener, cancellationToken);
    }

    public void Dispose()
    {
        zip?.Dispose();
        file.Dispose();
        digest.Dispose();
    }

    private (LoadedFaces Loaded, byte[]? Votes, string Name) Read(
        IProgress<DatasetLoadProgress>? listener, CancellationToken cancellationToken)
    {
        string[] entries = DecompressionStream.Guard(name, () => zip.Entries.Select(entry => entry.FullName).ToArray());
        DatasetFileHeader header = ReadHeader();
        if (!entries.SequenceEqual(DatasetFileFormat.Entries(header.HasVotes))) throw Damaged("its entries are not those of a dataset");
        int count = header.Count;
        byte[] labels = ReadArray(DatasetFileFormat.Labels, count), splits = ReadArray(DatasetFileFormat.Splits, count),
            rows = ReadArray(DatasetFileFormat.Rows, count, sizeof(int)),
            sizes = ReadArray(DatasetFileFormat.ImageSizes, count, 2 * sizeof(int)), found = ReadArray(DatasetFileFormat.FacesFound, count);
        byte[]? votes = header.HasVotes ? ReadArray(DatasetFileFormat.Votes, count, FerPlusVotes.Count) : null;
        RequireLabels(labels, header.HasLabels);
        if (First(splits, split => split > (byte)DatasetSplit.PrivateTest) is { } wrong)
            throw Damaged(Invariant($"a split is {wrong}; splits are 0 to {(byte)DatasetSplit.PrivateTest}"));
        if (votes?.Any(vote => vote > FerPlusVotes.Voters) == true) throw Damaged($"a face has more than {FerPlusVotes.Voters} votes");
        FaceRecord[] faces = new FaceRecord[count];
        using (Stream pixels = Open(DatasetFileFormat.Pixels, count))
        {
            LoadProgress progress = new(listener, count);
            byte[] block = [];
            for (int face = 0; face < count; face++)
            {
                int place = face % BlockFaces;
                if (place == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    block = new byte[Math.Min(BlockFaces, count - face) * FacePatch.PixelCount];
                    Fill(pixels, block);
                    progress.Add(block.Length / FacePatch.PixelCount);
                }
                faces[face] = new FaceRecord(block, place * FacePatch.PixelCount, labels[face], (DatasetSplit)splits[face],
                    Number(rows, face, least: 1), votes is null ? -1 : face * FerPlusVotes.Count, Origin(header, face, sizes, found[face]));
            }
            RequireEnd(pixels);
        }
        RequireDigest();
        return (Loaded(header, faces), votes, UntrustedText.Quote(header.Name));
    }

    private void RequireLabels(byte[] labels, bool areKnown)
    {
        if (First(labels, label => areKnown ? label >= EmotionExtensions.Count : label != FaceRecord.Unlabeled) is not { } wrong) return;
        throw Damaged(areKnown
            ? Invariant($"a label is {wrong}; labels are 0 to {EmotionExtensions.Count - 1}")
            : Invariant($"a label is {wrong}; it must be {FaceRecord.Unlabeled} in a dataset without labels"));
    }

    private static byte? First(byte[] numbers, Predicate<byte> isWrong)
    {
        int index = Array.FindIndex(numbers, isWrong);
        return index < 0 ? null : numbers[index];
    }

    private DatasetFileHeader ReadHeader()
    {
        byte[] json = ReadAll(DatasetFileFormat.Header, MostHeaderBytes);
        DatasetFileHeader header;
        try
        {
            header = DatasetFileHeader.FromJson(json);
        }
        catch (JsonException error)
        {
            throw Damaged($"its header is unreadable: {UntrustedText.Quote(error.Message)}", error);
        }
        digest.AppendData(json);
        if (header.Version > DatasetFileHeader.CurrentVersion)
        {
            throw new InvalidDataException(Invariant($"{name}: a dataset of format {header.Version}, which a later FerNet wrote; this ") +
                Invariant($"version reads format {DatasetFileHeader.CurrentVersion}. Update FerNet."));
        }
        if (header.Version < 1 || !header.Emotions.SequenceEqual(EmotionExtensions.Names))
            throw Damaged("its header is not one that FerNet writes");
        if (header.Count is < 1 or > CsvTable.MostRows)
            throw Damaged(Invariant($"its header gives {header.Count:N0} faces; 1 to {CsvTable.MostRows:N0} are read"));
        if (header.Files is { } files && (files.Count != header.Count || files.Any(DatasetFileFormat.IsNoFileName)))
            throw Damaged("its names of files are not those of its faces");
        return header;
    }

    private ImageOrigin? Origin(DatasetFileHeader header, int face, byte[] sizes, byte found)
    {
        if (header.Files?[face] is not { } path) return null;
        return new ImageOrigin
        {
            FileName = path,
            Width = Number(sizes, 2 * face, least: 1),
            Height = Number(sizes, (2 * face) + 1, least: 1),
            FaceFound = found switch
            {
                DatasetFileFormat.NotSearched => null,
                DatasetFileFormat.NotFound => false,
                DatasetFileFormat.Found => true,
                _ => throw Damaged(Invariant($"{DatasetFileFormat.FacesFound} has the value {found}; it must be 0, 1 or 2")),
            },
        };
    }

    private static LoadedFaces Loaded(DatasetFileHeader header, FaceRecord[] faces)
    {
        LeftOutLog leftOut = new();
        foreach (LeftOutGroup group in header.Report.LeftOut)
            leftOut.Add(UntrustedText.Quote(group.Reason), Math.Clamp(group.Count, 0, ArchiveReader.MostEntries), group.Examples);
        string[] messages = [.. header.BadRowMessages.Take(SkippedRows.MessagesKept).Select(LoadSummary.Quote)];
        return new LoadedFaces(faces, header.HasLabels, header.HasSplits, new SkippedRows(Math.Max(0, header.BadRows), messages, []))
        {
            FacesRead = Math.Max(faces.Length, header.Report.FacesRead),
            LeftOut = leftOut,
            Classes = [.. header.Report.Classes.Take(LabeledFolders.MostClasses).Where(one => Enum.IsDefined(one.Emotion))],
            Warnings = [.. header.Report.Warnings.Take(LoadSummary.MostWarnings).Select(LoadSummary.Quote)],
        };
    }

    private int Number(byte[] numbers, int index, int least)
    {
        int number = BinaryPrimitives.ReadInt32LittleEndian(numbers.AsSpan(index * sizeof(int)));
        return number >= least ? number : throw Damaged(Invariant($"a number is {number}; it is at least {least}"));
    }

    private byte[] ReadArray(string entry, int count, int bytes = 1)
    {
        byte[] numbers = new byte[count * bytes];
        using Stream stream = Open(entry, count);
        Fill(stream, numbers);
        RequireEnd(stream);
        return numbers;
    }

    /// <summary>Opens an entry after the header of its array.</summary>
    private DecompressionStream Open(string entry, int count)
    {
        DecompressionStream stream = Open(entry);
        byte[] expected = DatasetFileFormat.ArrayHeader(entry, count), header = new byte[expected.Length];
        Fill(stream, header);
        return header.AsSpan().SequenceEqual(expected) ? stream : throw Damaged($"{entry} is not the array that its header describes");
    }

    private DecompressionStream Open(string entry) => DecompressionStream.Guard(name, () => new DecompressionStream(
        (zip.GetEntry(entry) ?? throw new InvalidDataException($"{name}: {entry} is missing")).Open(), name));

    private byte[] ReadAll(string entry, int most)
    {
        using DecompressionStream stream = Open(entry);
        return BoundedStream.ReadAll(stream, most) ?? throw Damaged(Invariant($"{entry} has more than {most:N0} bytes"));
    }

    private void Fill(Stream stream, byte[] buffer)
    {
        int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length < buffer.Length) throw Damaged("it is cut off");
        digest.AppendData(buffer);
    }

    private void RequireEnd(Stream stream)
    {
        if (stream.ReadByte() >= 0) throw Damaged("it has more numbers than faces");
    }

    private void RequireDigest()
    {
        const int HexadecimalDigits = 64;
        string stated = Encoding.ASCII.GetString(ReadAll(DatasetFileFormat.Digest, HexadecimalDigits));
        if (stated != Convert.ToHexStringLower(digest.GetCurrentHash())) throw Damaged("its content is not what its digest says");
    }

    private InvalidDataException Damaged(string what, Exception? error = null) =>
        new($"{name}: the dataset is damaged: {what}. Get the file again, or save the dataset anew.", error);
}
