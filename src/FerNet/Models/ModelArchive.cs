using System.Buffers.Binary;
using System.IO.Compression;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>Finds the ONNX graph within a zip that ML.NET wrote; the graph alone, as it is exported, is read too.</summary>
internal static class ModelArchive
{
    private const string GraphEntry = "OnnxModel";
    private const long LargestGraph = 1L << 30;

    /// <summary>The first byte of an ONNX file, which begins with its format version; a zip begins with "PK".</summary>
    private const int GraphStart = 0x08;

    /// <exception cref="InvalidDataException">The file is empty, no zip, a zip of something else, or cut off; the message says
    /// which.</exception>
    public static byte[] ReadGraph(Stream stream, string name) => ZipGraph.Restore(ReadStored(stream, name), name);

    private static byte[] ReadStored(Stream stream, string name)
    {
        Guard.NotAtEnd(stream, name, "model");
        if (stream.CanSeek && stream.Length == 0)
            throw new InvalidDataException($"{name} is empty; a model file is a zip written by {nameof(EmotionModel)}.Save.");
        try
        {
            if (IsGraph(stream)) return ReadWhole(stream, name);
            using ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            ZipArchiveEntry[] graphs = [.. archive.Entries.Where(entry => entry.Name == GraphEntry)];
            if (graphs.Length == 0)
            {
                bool fromMicrosoft =
                    archive.Entries.Any(entry =>
                        entry.FullName.Replace('\\', '/').StartsWith("TransformerChain/", StringComparison.Ordinal));
                throw new InvalidDataException(fromMicrosoft
                    ? $"{name} is an ML.NET model, but not one of FerNet's: it holds no emotion network. Load it with mlContext.Model.Load."
                    : $"{name} is a zip, but no model: ML.NET's folder TransformerChain is missing. A model file is written by " +
                        $"{nameof(EmotionModel)}.Save.");
            }
            return Unwrap(graphs[0], name);
        }
        catch (Exception error)
            when (error is InvalidDataException { InnerException: null } && error.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw;
        }
        catch (Exception error)
            when (error is InvalidDataException or EndOfStreamException or IOException or NotSupportedException or ArgumentException
            or OverflowException)
        {
            throw new InvalidDataException(
                $"{name} is no readable zip: it is damaged or something else. A model file is written by {nameof(EmotionModel)}.Save. " +
                $"({UntrustedText.Quote(error.Message)})", error);
        }
    }

    private static bool IsGraph(Stream stream)
    {
        if (!stream.CanSeek) return false;
        int first = stream.ReadByte();
        stream.Seek(-1, SeekOrigin.Current);
        return first == GraphStart;
    }

    private static byte[] ReadWhole(Stream stream, string name)
    {
        long length = stream.Length - stream.Position;
        if (length > LargestGraph)
            throw new InvalidDataException(
                Invariant($"{name} has {length:N0} bytes; a network has at most {LargestGraph:N0}. Name the file of a model."));
        byte[] graph = new byte[length];
        stream.ReadExactly(graph);
        return graph;
    }

    /// <summary>ML.NET writes the length as four bytes before the graph.</summary>
    private static byte[] Unwrap(ZipArchiveEntry entry, string name)
    {
        if (entry.Length is < 4 or > LargestGraph)
            throw new InvalidDataException(
                Invariant($"{name} is damaged: its network has {entry.Length:N0} bytes. Take a fresh copy of the file."));
        using Stream content = entry.Open();
        Span<byte> prefix = stackalloc byte[4];
        content.ReadExactly(prefix);
        int length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length != entry.Length - 4)
            throw new InvalidDataException(
                Invariant($"{name} is damaged: its network's length is given as {length:N0} of {entry.Length - 4:N0} bytes. Take a ") +
                "fresh copy of the file.");
        byte[] graph = new byte[length];
        content.ReadExactly(graph);
        return graph;
    }
}
