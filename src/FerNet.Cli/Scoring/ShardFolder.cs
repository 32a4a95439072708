using System.Globalization;
using FerNet.Utilities;

namespace FerNet.Cli.Scoring;

/// <summary>
/// The results of one shard: Parquet files in a folder that one process locks. Each file is written under a temporary name, synced and
/// renamed, so that every file is complete.
/// </summary>
internal sealed class ShardFolder : IDisposable
{
    /// <summary>The metadata key for the digest of the manifest.</summary>
    private const string ManifestKey = "fernet.manifest";

    private readonly string path;
    private readonly FolderLock held;
    private readonly Dictionary<string, string> metadata;
    private int next;

    private ShardFolder(string path, FolderLock held, string manifest) =>
        (this.path, this.held, metadata) = (path, held, new Dictionary<string, string> { [ManifestKey] = manifest });

    /// <summary>The keys of the images that have rows.</summary>
    public HashSet<UInt128> Finished { get; } = [];

    /// <summary>Number of rows with faces, and of images that failed.</summary>
    public (long Faces, long Failed) Rows { get; private set; }

    /// <summary>Locks the folder of a shard, and reads the results of earlier runs.</summary>
    /// <param name="output">The folder of all shards.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="manifest">The digest of the manifest.</param>
    /// <exception cref="FolderInUseException">Another process writes into it.</exception>
    /// <exception cref="InvalidDataException">A part is damaged, or belongs to another run.</exception>
    public static ShardFolder Take(string output, Shard shard, string manifest)
    {
        string path = Directory.CreateDirectory(Path.Combine(output, shard.FolderName)).FullName;
        ShardFolder folder = new(path, FolderLock.Take(path, "run of 'fernet score'"), manifest);
        try
        {
            AtomicFile.DeleteUnfinished(path);
            foreach (string part in Directory.EnumerateFiles(path, "part-*.parquet").Order(StringComparer.Ordinal)) folder.Read(part);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Writes a part. All rows of an image must be in the same part.</summary>
    public void Write(IReadOnlyList<ScoreRow> rows)
    {
        while (File.Exists(Path.Combine(path, PartName(next)))) next++;
        OutputFile.Write(Path.Combine(path, PartName(next)), ScoreTable.Write(rows, metadata));
    }

    public void Dispose() => held.Dispose();

    private static string PartName(int number) => string.Create(CultureInfo.InvariantCulture, $"part-{number:000000}.parquet");

    private void Read(string part)
    {
        using ParquetTable table = ParquetTable.Open(part);
        if (table.Metadata.GetValueOrDefault(ManifestKey) != metadata[ManifestKey])
            throw new InvalidDataException(
                $"{UntrustedText.Quote(part)} belongs to another run than {ScoreManifest.FileName} beside its folder says. Name another " +
                "folder with --output.");
        foreach (string?[][] columns in table.ReadTexts(ScoreTable.FileColumn, ScoreTable.EmotionColumn, ScoreTable.ErrorColumn))
        {
            Finished.UnionWith(columns[0].Select(file => Shard.KeyOf(file!)));
            Rows = (Rows.Faces + columns[1].OfType<string>().Count(), Rows.Failed + columns[2].OfType<string>().Count());
        }
    }
}
