using System.Runtime.ExceptionServices;
using FerNet.Imaging;
using FerNet.Utilities;

namespace FerNet.Data.Tables;

/// <summary>
/// Reads a table of faces. Several threads each take the next chunk of the file and parse its rows directly into the pixel block of the
/// faces, without creating strings; only one byte per pixel is kept.
/// </summary>
internal sealed class CsvTable
{
    /// <summary>The maximum number of rows: 2.3 GB of pixels.</summary>
    public const int MostRows = 1_000_000;

    // Only one thread at a time reads from the file, so more threads would only wait.
    private const int MostThreads = 8;

    private readonly string file;
    private readonly bool skipBadRows;
    private readonly ClassNames classes;
    private readonly CsvHeader header;
    private readonly LineChunkReader pieces;
    private readonly SortedList<int, CsvChunkResult> results = [];
    private readonly SortedList<int, ExceptionDispatchInfo> errors = [];
    private readonly LoadProgress progress;
    private int rows;

    private CsvTable(Stream stream, string file, bool skipBadRows, ClassNames classes, LoadProgress progress)
    {
        this.progress = progress;
        this.file = file;
        this.skipBadRows = skipBadRows;
        this.classes = classes;
        pieces = new LineChunkReader(stream, file);
        byte[] first = pieces.ReadHeader();
        if (first.Length == 0)
            throw new InvalidDataException($"{file}: the file is empty; a FER2013 table begins with 'emotion,pixels,Usage'.");
        header = CsvHeader.Read(first, file);
    }

    /// <summary>Reads a table to its end.</summary>
    /// <param name="stream">The text of the table.</param>
    /// <param name="file">The name to use in messages.</param>
    /// <param name="skipBadRows">Whether bad rows are left out instead of throwing.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <param name="classes">The mapping of words in the emotion column; null for FER2013's numbers and the names of emotions.</param>
    /// <param name="listener">Receives the number of rows read; null for none.</param>
    /// <exception cref="InvalidDataException">The text is not a table, has no rows, or has a bad row that may not be skipped; the message
    /// gives the first one.</exception>
    public static LoadedFaces Read(
        Stream stream, string file, bool skipBadRows, CancellationToken cancellationToken, ClassNames? classes = null,
        IProgress<DatasetLoadProgress>? listener = null)
    {
        LoadProgress progress = new(listener, total: null);
        CsvTable table = new(stream, file, skipBadRows, classes ?? ClassNames.Default, progress);
        Parallel.For(0, Math.Clamp(Environment.ProcessorCount, 1, MostThreads), _ => table.ReadPieces(cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        LoadedFaces loaded = table.Joined();
        progress.Finish();
        return loaded;
    }

    private void ReadPieces(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[LineChunkReader.PieceBytes];
        // A chunk that was not read comes after all chunks that were.
        int sequence = int.MaxValue;
        try
        {
            while (!cancellationToken.IsCancellationRequested && !Failed() && pieces.TryRead(buffer, out LineChunk piece))
            {
                sequence = piece.Sequence;
                CsvChunkResult result = ReadRows(buffer.AsSpan(0, piece.Length), piece);
                lock (results) results.Add(sequence, result);
                int inPiece = result.Faces.Count + result.Skipped.Count, read = Interlocked.Add(ref rows, inPiece);
                if (read > MostRows)
                    throw new InvalidDataException(Invariant($"{file}: more than {MostRows:N0} rows; cut the table into several."));
                progress.Add(inPiece);
                sequence = int.MaxValue;
            }
        }
#pragma warning disable CA1031 // Every exception is rethrown on the calling thread after all threads have stopped.
        catch (Exception error)
#pragma warning restore CA1031
        {
            lock (results) errors.TryAdd(sequence, ExceptionDispatchInfo.Capture(error));
        }
    }

    private bool Failed()
    {
        lock (results) return errors.Count > 0;
    }

    private CsvChunkResult ReadRows(ReadOnlySpan<byte> text, LineChunk piece)
    {
        CsvChunkResult result = new();
        // A good row needs at least a digit and a blank for each pixel; one more row holds the partial pixels of a bad row.
        int most = Math.Min(piece.Lines, (text.Length / ((2 * FacePatch.PixelCount) - 1)) + 1);
        byte[] block = GC.AllocateUninitializedArray<byte>(most * FacePatch.PixelCount);
        int used = 0;
        for (int line = piece.FirstLine; !text.IsEmpty; line++)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> row = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (row.IndexOfAnyExceptInRange((byte)0x09, (byte)' ') < 0) continue;
            Span<byte> pixels = block.AsSpan(used * FacePatch.PixelCount, FacePatch.PixelCount);
            RowError? error = CsvRowReader.Read(header, classes, row, pixels, out byte label, out DatasetSplit? split);
            if (error is null)
            {
                result.Faces.Add(new FaceRecord(block, used++ * FacePatch.PixelCount, label, split ?? SplitWithoutUsage, line));
                continue;
            }
            if (error.LeftOutClass is not null)
            {
                result.LeaveOut(error.LeftOutClass, split, line);
                continue;
            }
            string message = error.In(file, line, endsFile: end < 0 && piece.EndsFile);
            if (!skipBadRows)
                throw new InvalidDataException(
                    $"{message}. Correct the row, or leave bad rows out with {nameof(FerDatasetOptions.SkipBadRows)}.");
            if (result.Messages.Count < SkippedRows.MessagesKept) result.Messages.Add(message);
            result.Skipped.Add((split, line));
            result.BadRows++;
        }
        return result;
    }

    private DatasetSplit SplitWithoutUsage => header.Emotion >= 0 ? DatasetSplit.Training : DatasetSplit.PrivateTest;

    private LoadedFaces Joined()
    {
        if (errors.Count > 0) errors.GetValueAtIndex(0).Throw();
        FaceRecord[] faces = [.. results.Values.SelectMany(result => result.Faces)];
        (DatasetSplit?, int)[] skipped = [.. results.Values.SelectMany(result => result.Skipped)];
        string[] messages = [.. results.Values.SelectMany(result => result.Messages).Take(SkippedRows.MessagesKept)];
        int bad = results.Values.Sum(result => result.BadRows);
        if (faces.Length == 0)
        {
            throw new InvalidDataException(skipped.Length == 0 ? $"{file}: the table has a header but no rows."
                : bad == 0 ? Invariant($"{file}: {nameof(FerDatasetOptions.ClassNames)} leaves out all {skipped.Length:N0} rows.")
                : Invariant($"{file}: all {bad:N0} rows are bad; the first: {messages[0]}"));
        }
        LeftOutLog leftOut = new();
        if (bad > 0) leftOut.Add("bad rows", bad, messages);
        foreach (IGrouping<string, (string Class, int Line)> group in results.Values.SelectMany(one => one.LeftOut)
            .GroupBy(one => one.Class))
        {
            string reason = $"left out by {nameof(FerDatasetOptions.ClassNames)} ('{UntrustedText.Quote(group.Key)}')";
            leftOut.Add(reason, group.Count(), group.Take(LeftOutLog.MostExamples).Select(one => Invariant($"line {one.Line:0}")));
        }
        return new LoadedFaces(faces, header.Emotion >= 0, header.Usage >= 0,
            new SkippedRows(bad, messages, skipped))
        { LeftOut = leftOut };
    }
}
