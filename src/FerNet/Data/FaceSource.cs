using FerNet.Data.DatasetFiles;
using FerNet.Data.Images;
using FerNet.Data.Tables;
using FerNet.Utilities;

namespace FerNet.Data;

/// <summary>Determines whether a path is a table, a folder or an archive of images, and reads it.</summary>
internal static class FaceSource
{
    /// <summary>Reads the faces, and the votes where there are any; splits are as in the source.</summary>
    public static (LoadedFaces Loaded, byte[]? Votes, string Name) Read(
        string path, FerDatasetOptions options, Func<Stream, string, CroppedFace> cut, CancellationToken cancellationToken)
    {
        ClassNames classes = new(options.ClassNames);
        string? file = File.Exists(path) ? path : Directory.Exists(path) ? TableIn(path) : throw Missing(path);
        if (file == path && DatasetFileFormat.IsDatasetFile(path)) return ReadDatasetFile(path, options, cancellationToken);
        // A table with the name train may be a list of the images beside it.
        if (file is null || (file != path && !TableNames.IsCertain(file)))
        {
            FolderImages images = new(path, options.SkipBadRows);
            if (file is null || images.Paths.Any(image => LabeledImagePath.FromPath(image, classes).HasClass))
            {
                string folder = UntrustedText.Quote(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))));
                return (ImageReader.Read(images, classes, options.SkipBadRows, cut, options.Progress, cancellationToken), null, folder);
            }
        }
        using TableOrImages packed = TableFile.OpenTable(file, classes);
        if (packed.Images is not null)
        {
            LoadedFaces images =
                ImageReader.Read(packed.Images, classes, options.SkipBadRows, cut, options.Progress, cancellationToken);
            return (images, null, packed.Images.Name);
        }
        TableSource source = packed.Table!;
        LoadedFaces loaded = CsvTable.Read(source.Stream, source.Name, options.SkipBadRows, cancellationToken, classes, options.Progress);
        if (VotesFor(file, loaded, options) is not string votesFile) return (loaded, null, source.Name);
        (FaceRecord[] faces, byte[] votes) =
            FerPlusFile.Join(loaded, source.Name, FerPlusFile.Read(votesFile), UntrustedText.Quote(Path.GetFileName(votesFile)));
        return (loaded with { Faces = faces }, votes, source.Name);
    }

    private static (LoadedFaces Loaded, byte[]? Votes, string Name) ReadDatasetFile(
        string path, FerDatasetOptions options, CancellationToken cancellationToken)
    {
        (LoadedFaces loaded, byte[]? votes, string name) = DatasetFileReader.Read(path, options.Progress, cancellationToken);
        if (options.ClassNames is not null)
        {
            loaded = loaded with
            {
                Warnings = [.. loaded.Warnings, $"{nameof(options.ClassNames)} is not used: a saved dataset has its labels already."],
            };
        }
        return (loaded, options.UseFerPlus ? votes : null, name);
    }

    private static string? TableIn(string folder) =>
        TableNames.InFolder.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string? VotesFor(string table, LoadedFaces loaded, FerDatasetOptions options)
    {
        if (!options.UseFerPlus) return null;
        if (options.FerPlusPath is string votesPath)
        {
            return File.Exists(votesPath) ? votesPath : throw new FileNotFoundException(
                $"{UntrustedText.Quote(votesPath)}: no such file; {nameof(options.FerPlusPath)} is where fer2013new.csv of FER+ lies.",
                    UntrustedText.Quote(votesPath));
        }
        // Votes are matched by split, so a table without splits or labels gets no votes from a file beside it.
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(table))!, FerPlusFile.Name);
        return loaded.HasSplits && loaded.HasLabels && File.Exists(beside) ? beside : null;
    }

    private static FileNotFoundException Missing(string path) =>
        new($"{UntrustedText.Quote(path)}: no such file or folder; give fer2013.csv (also .gz, .zip, .tar.gz), or a folder of images.",
            UntrustedText.Quote(path));
}
