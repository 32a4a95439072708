using FerNet.Utilities;
using Parquet;
using Parquet.Schema;

namespace FerNet.Cli.Scoring;

/// <summary>Reads a Parquet file: its metadata and its string columns.</summary>
internal sealed class ParquetTable : IDisposable
{
    private readonly string path;
    private readonly Stream stream;
    private readonly ParquetReader reader;

    private ParquetTable(string path, Stream stream)
    {
        this.path = path;
        this.stream = stream;
        reader = Wait(() => ParquetReader.CreateAsync(stream));
    }

    /// <summary>The metadata of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => reader.CustomMetadata;

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is not a Parquet file, or is damaged.</exception>
    public static ParquetTable Open(string path)
    {
        Stream stream = RegularFile.OpenRead(path);
        try
        {
            return new ParquetTable(path, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads string columns by row group: an array of values for each column.</summary>
    /// <exception cref="InvalidDataException">A column is missing or is not a string column, or the file is damaged.</exception>
    public IEnumerable<string?[][]> ReadTexts(params string[] columns)
    {
        DataField[] fields = [.. columns.Select(FindText)];
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
            yield return [.. fields.Select(field => ReadTexts(rows, field))];
        }
    }

    public void Dispose()
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        stream.Dispose();
    }

    private DataField FindText(string name) =>
        reader.Schema.DataFields.FirstOrDefault(field => field.Name == name && field.ClrType == typeof(ReadOnlyMemory<char>))
        ?? throw new InvalidDataException(
            $"{UntrustedText.Quote(path)} has no column '{name}' of text; its columns are " +
            $"{UntrustedText.QuoteList(reader.Schema.DataFields.Select(field => field.ToString()))}.");

    private string?[] ReadTexts(ParquetRowGroupReader rows, DataField field)
    {
        string?[] values = new string?[rows.RowCount];
        Wait(async () =>
        {
            await rows.ReadAsync(field, values.AsMemory()).ConfigureAwait(false);
            return values;
        });
        return values;
    }

    /// <summary>Converts the various exceptions of the parser for damaged files to one type.</summary>
    private T Wait<T>(Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new InvalidDataException(
                $"{UntrustedText.Quote(path)} is not a Parquet file, or is damaged: " +
                $"{UntrustedText.Quote(error.Message.TrimEnd('.'))}.", error);
        }
    }
}
