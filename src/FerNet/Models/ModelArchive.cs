using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.RegularExpressions;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>Reads the ONNX graph from a zip that ML.NET wrote, or from an exported graph.</summary>
internal static partial class ModelArchive
{
    /// <summary>The name of a stream in messages.</summary>
    public const string StreamName = "The stream";

    private const string GraphEntry = "OnnxModel";

    /// <summary>The first byte of an ONNX file, which begins with its format version; a zip begins with "PK".</summary>
    private const int GraphStart = 0x08;

    /// <summary>The maximum number of entries of a zip; a model alone has about a dozen.</summary>
    private const int MaxEntries = 4096;

    /// <summary>Reads the graph from a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">As of <see cref="ReadGraph"/>.</exception>
    public static byte[] ReadFile(string path, LoadLimits limits, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string quoted = UntrustedText.Quote(path);
        if (Directory.Exists(path)) throw new FileNotFoundException($"{quoted} is a folder; name the zip file of a model.", quoted);
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"There is no model file at {UntrustedText.QuotePath(path)}. Check the path, or train a model and save it with " +
                $"{nameof(EmotionModel)}.Save.", quoted);
        using Stream file = RegularFile.OpenRead(path);
        return ReadGraph(file, quoted, limits, cancellationToken);
    }

    /// <summary>Reads the graph from a zip or an exported file. Inputs and outputs have the names of an exported graph.</summary>
    /// <exception cref="InvalidDataException">The file is empty, too large, not a zip, a zip without a FerNet model, or truncated; the
    /// message gives the reason.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static byte[] ReadGraph(Stream stream, string name, LoadLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        Guard.NotAtEnd(stream, name, "model");
        byte[] file = BoundedStream.ReadAll(stream, limits.MaxBytes, cancellationToken) ?? throw TooLarge(name, limits);
        if (file.Length == 0)
            throw new InvalidDataException($"{name} is empty; a model file is a zip written by {nameof(EmotionModel)}.Save.");
        byte[] graph = file[0] == GraphStart ? file : ReadZip(file, name, limits, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return ZipGraph.ToExportNames(graph, name);
    }

    private static byte[] ReadZip(byte[] file, string name, LoadLimits limits, CancellationToken cancellationToken)
    {
        if (CountEntries(file) > MaxEntries)
            throw new InvalidDataException(
                Invariant($"{name} is a zip of more than {MaxEntries:N0} entries, which no model has. Name the file of a model."));
        try
        {
            using ZipArchive archive = new(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            return Unwrap(FindGraph(archive, name), name, limits, cancellationToken);
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
                $"{name} is not a readable zip: it is damaged or something else. A model file is written by {nameof(EmotionModel)}.Save. " +
                $"({UntrustedText.Quote(error.Message)})", error);
        }
    }

    /// <summary>
    /// An upper bound of the number of entries: counts the signatures of the central directory, before .NET reads it as a whole.
    /// </summary>
    private static int CountEntries(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> mark = [0x50, 0x4B, 0x01, 0x02];
        int count = 0;
        for (int at; (at = file.IndexOf(mark)) >= 0; file = file[(at + mark.Length)..]) count++;
        return count;
    }

    private static ZipArchiveEntry FindGraph(ZipArchive archive, string name)
    {
        (ZipArchiveEntry Entry, string Place)[] entries =
            [.. archive.Entries.Select(entry => (entry, entry.FullName.Replace('\\', '/')))];
        if (entries.FirstOrDefault(one => IsOutside(one.Place)) is { Entry: not null } outside)
            throw new InvalidDataException(
                $"{name} is a zip with an entry '{UntrustedText.Quote(outside.Place)}', which leads out of its folder. Do not use it.");
        (ZipArchiveEntry Entry, string Place)[] graphs = [.. entries.Where(one => IsGraph(one.Place))];
        if (graphs.Length == 0)
        {
            bool fromMicrosoft = entries.Any(one => one.Place.StartsWith("TransformerChain/", StringComparison.Ordinal));
            throw new InvalidDataException(fromMicrosoft
                ? $"{name} is an ML.NET model, but not one of FerNet's: it holds no emotion network. Load it with mlContext.Model.Load."
                : $"{name} is a zip, but no model: ML.NET's folder TransformerChain is missing. A model file is written by " +
                    $"{nameof(EmotionModel)}.Save.");
        }
        if (graphs.Length > 1)
            throw new InvalidDataException(
                Invariant($"{name} holds {graphs.Length:N0} networks, so that nobody can tell which one counts; a model file holds one. ") +
                "Get the file again.");
        return GraphPlace().IsMatch(graphs[0].Place)
            ? graphs[0].Entry
            : throw new InvalidDataException(
                $"{name} holds a network at '{UntrustedText.Quote(graphs[0].Place)}', where ML.NET writes none. Get the file " +
                "again.");
    }

    private static bool IsGraph(string place) =>
        place.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
        || place[(place.LastIndexOf('/') + 1)..].Equals(GraphEntry, StringComparison.OrdinalIgnoreCase);

    private static bool IsOutside(string place) =>
        place.StartsWith('/') || place.Contains(':', StringComparison.Ordinal) || place.Split('/').Contains("..");

    /// <summary>ML.NET writes the length as four bytes before the graph. The sizes that the zip states are not trusted.</summary>
    private static byte[] Unwrap(ZipArchiveEntry entry, string name, LoadLimits limits, CancellationToken cancellationToken)
    {
        const int Prefix = sizeof(int);
        if (entry.Length - Prefix > limits.MaxBytes) throw TooLarge(name, limits);
        using Stream content = entry.Open();
        int most = (int)Math.Min((long)limits.MaxBytes + Prefix, Array.MaxLength);
        byte[] whole = BoundedStream.ReadAll(content, most, cancellationToken) ?? throw TooLarge(name, limits);
        if (whole.Length < Prefix)
            throw new InvalidDataException(
                Invariant($"{name} is damaged: its network has {whole.Length:N0} bytes. Get the file again."));
        int length = BinaryPrimitives.ReadInt32LittleEndian(whole);
        if (length != whole.Length - Prefix)
            throw new InvalidDataException(
                Invariant($"{name} is damaged: its network's length is given as {length:N0} of {whole.Length - Prefix:N0} bytes. ") +
                "Get the file again.");
        return whole[Prefix..];
    }

    private static InvalidDataException TooLarge(string name, LoadLimits limits) => new(
        Invariant($"{name} has, or holds, a network of more than {limits.MaxBytes:N0} bytes. If it comes from a source that you trust, ") +
        $"raise {nameof(LoadLimits)}.{nameof(LoadLimits.MaxBytes)}.");

    /// <summary>The path of a transformer's graph in ML.NET's zip; chains may be nested.</summary>
    [GeneratedRegex("^TransformerChain/(Transform_[0-9]{3}/(TransformerChain/)?)+OnnxModel$", RegexOptions.CultureInvariant)]
    private static partial Regex GraphPlace();
}
