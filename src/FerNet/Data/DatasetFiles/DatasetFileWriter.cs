using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using FerNet.Data.Tables;
using FerNet.Utilities;

namespace FerNet.Data.DatasetFiles;

/// <summary>Writes a dataset file. Equal datasets give equal bytes.</summary>
internal sealed class DatasetFileWriter : IDisposable
{
    private readonly ZipArchive zip;
    private readonly IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private DatasetFileWriter(Stream stream) => zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Writes a file that <see cref="DatasetFileReader"/> reads.</summary>
    /// <param name="stream">Where the file is written.</param>
    /// <param name="faces">The faces.</param>
    /// <param name="votes">The votes, at the offsets in the faces; null for none.</param>
    /// <param name="hasLabels">Whether the emotions are known.</param>
    /// <param name="name">The name of the dataset.</param>
    /// <param name="loaded">The load summary.</param>
    /// <exception cref="InvalidOperationException">The reader would refuse the file, because of too many faces or an invalid file
    /// name.</exception>
    public static void Write(Stream stream, FaceRecord[] faces, byte[]? votes, bool hasLabels, string name, LoadSummary loaded)
    {
        if (faces.Length > CsvTable.MostRows)
        {
            throw new InvalidOperationException(
                Invariant($"{name} has {faces.Length:N0} faces; a dataset file holds at most {CsvTable.MostRows:N0}. Save it in parts."));
        }
        if (faces.FirstOrDefault(face => DatasetFileFormat.IsNoFileName(face.Origin?.FileName)).Origin is { } origin)
        {
            throw new InvalidOperationException(
                $"The name {UntrustedText.Quote(origin.FileName)} of an image leads out of a folder, or is too long, so that the file " +
                "could not be read again. Rename the image, or the folders above it, and load the dataset anew.");
        }
        DatasetFileHeader header = new()
        {
            Version = DatasetFileHeader.CurrentVersion,
            Name = name,
            Count = faces.Length,
            HasLabels = hasLabels,
            HasSplits = loaded.HasSplits,
            HasVotes = votes is not null,
            Emotions = EmotionExtensions.Names,
            Files = faces.Any(face => face.Origin is not null) ? [.. faces.Select(face => face.Origin?.FileName)] : null,
            Report = loaded.Report,
            BadRows = loaded.BadRows,
            BadRowMessages = loaded.BadRowMessages,
        };
        using DatasetFileWriter writer = new(stream);
        writer.Add(DatasetFileFormat.Header, [header.ToJson()]);
        writer.AddArray(DatasetFileFormat.Labels, faces, face => [face.Label]);
        writer.AddArray(DatasetFileFormat.Splits, faces, face => [(byte)face.Split]);
        writer.AddArray(DatasetFileFormat.Rows, faces, face => Bytes(face.Row));
        writer.AddArray(DatasetFileFormat.ImageSizes, faces,
            face => [.. Bytes(face.Origin?.Width ?? 0), .. Bytes(face.Origin?.Height ?? 0)]);
        writer.AddArray(DatasetFileFormat.FacesFound, faces, face => [FaceFound(face.Origin)]);
        if (votes is not null)
            writer.AddArray(DatasetFileFormat.Votes, faces, face => votes.AsMemory(face.VotesAt, FerPlusVotes.Count).ToArray());
        writer.AddArray(DatasetFileFormat.Pixels, faces, face => face.Pixels.ToArray());
        writer.Add(DatasetFileFormat.Digest, [Encoding.ASCII.GetBytes(Convert.ToHexStringLower(writer.digest.GetCurrentHash()))]);
    }

    public void Dispose()
    {
        zip.Dispose();
        digest.Dispose();
    }

    private static byte FaceFound(ImageOrigin? origin) => origin?.FaceFound switch
    {
        null => DatasetFileFormat.NotSearched,
        false => DatasetFileFormat.NotFound,
        true => DatasetFileFormat.Found,
    };

    private static byte[] Bytes(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private void AddArray(string entry, FaceRecord[] faces, Func<FaceRecord, byte[]> numbers) =>
        Add(entry, [DatasetFileFormat.ArrayHeader(entry, faces.Length), .. faces.Select(numbers)]);

    private void Add(string name, IEnumerable<byte[]> content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = ZipTime.Earliest;
        using BufferedStream stream = new(entry.Open(), 1 << 16);
        foreach (byte[] piece in content)
        {
            stream.Write(piece);
            digest.AppendData(piece);
        }
    }
}
