using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using FerNet.Data.Tables;
using FerNet.Utilities;

namespace FerNet.Data.Images;

/// <summary>Reads one face from each image of a folder or an archive, on all cores.</summary>
internal static class ImageReader
{
    /// <summary>The maximum number of images in a folder or an archive: 2.3 GB of pixels.</summary>
    public const int MostImages = CsvTable.MostRows;

    /// <summary>The reason for leaving out a bad image.</summary>
    public const string BadImages = "images that cannot be read or used";

    /// <summary>Reads all images; the faces are in the order of their paths.</summary>
    /// <param name="source">The folder or archive.</param>
    /// <param name="classes">The mapping of folder names.</param>
    /// <param name="skipBadImages">Whether bad images are left out instead of throwing.</param>
    /// <param name="cut">
    /// Crops the face of an image; throws <see cref="InvalidDataException"/> for a bad image. Called on several threads.
    /// </param>
    /// <param name="listener">Receives the number of images read; null for none.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="InvalidDataException">There are no images, a bad image may not be skipped, or the folders are numbers without a
    /// mapping.</exception>
    public static LoadedFaces Read(
        IImageSource source, ClassNames classes, bool skipBadImages, Func<Stream, string, CroppedFace> cut,
        IProgress<DatasetLoadProgress>? listener, CancellationToken cancellationToken)
    {
        if (source.Paths.Count == 0) throw NoImages(source);
        if (source.Paths.Count > MostImages)
            throw new InvalidDataException(
                Invariant($"{source.Name}: {source.Paths.Count:N0} images; at most {MostImages:N0} are read; load it in parts."));
        LabeledImagePath[] locations = [.. source.Paths.Select(path => LabeledImagePath.FromPath(path, classes))];
        LabeledFolders folders = LabeledFolders.Create(source.Name, locations, classes);
        IEnumerable<LabeledImagePath> leftOut = locations.Where(location => location.IsLeftOut);
        foreach (LabeledImagePath location in leftOut.OrderBy(location => location.Path, StringComparer.Ordinal))
        {
            string reason = $"left out by {nameof(FerDatasetOptions.ClassNames)} ('{UntrustedText.Quote(location.Class)}')";
            source.LeftOut.Add(reason, location.Path);
        }
        HashSet<int> wanted = [.. Enumerable.Range(0, locations.Length).Where(index => !locations[index].IsLeftOut)];
        if (wanted.Count == 0)
            throw new InvalidDataException(
                Invariant($"{source.Name}: {nameof(FerDatasetOptions.ClassNames)} leaves out all {locations.Length:N0} images."));

        FaceRecord?[] faces = new FaceRecord?[locations.Length];
        ConcurrentDictionary<int, string> errors = [];
        ImageWarnings warnings = new();
        ConcurrentDictionary<long, int> order = [];
        LoadProgress progress = new(listener, wanted.Count);
        ForEachImage(source.Read(wanted), new ParallelOptions { CancellationToken = cancellationToken }, (item, loop, turn) =>
        {
            if (loop.LowestBreakIteration < turn) return;
            LabeledImagePath location = locations[item.Index];
            FaceRecord? face = Face(item, location, folders, cut, warnings, out string? error);
            progress.Add(1);
            if (face is not null)
            {
                faces[item.Index] = face;
                return;
            }
            errors[item.Index] = error!;
            order[turn] = item.Index;
            if (!skipBadImages) loop.Break();
        });
        if (!errors.IsEmpty && !skipBadImages) throw new InvalidDataException(WithCure(errors[order.MinBy(one => one.Key).Value]));
        return Joined(source, faces, locations, errors, folders) with
        {
            Warnings = [.. folders.Warnings, .. warnings.Describe(index => locations[index].Path)],
        };
    }

    private static FaceRecord? Face(ImageItem item, LabeledImagePath location, LabeledFolders folders,
        Func<Stream, string, CroppedFace> cut, ImageWarnings warnings, out string? error)
    {
        error = folders.ErrorOf(location);
        if (error is not null) return null;
        try
        {
            using Stream file = item.OpenImage();
            DatasetSplit split = location.Split ?? (folders.HasLabels ? DatasetSplit.Training : DatasetSplit.PrivateTest);
            CroppedFace face = cut(file, location.Path);
            warnings.Add(item.Index, face.Warning);
            ImageOrigin origin =
                new() { FileName = location.Path, Width = face.Width, Height = face.Height, FaceFound = face.FaceFound };
            return new FaceRecord(face.Patch, 0, (byte?)location.Label ?? FaceRecord.Unlabeled, split, Row: 0, Origin: origin);
        }
        catch (InvalidDataException badImage)
        {
            error = badImage.Message;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            error = $"{UntrustedText.Quote(location.Path)}: {unreadable.Message}";
        }
        return null;
    }

    /// <summary>
    /// Loops on all cores, one item at a time, and rethrows the exception itself instead of an <see cref="AggregateException"/>.
    /// </summary>
    private static void ForEachImage(IEnumerable<ImageItem> images, ParallelOptions options,
        Action<ImageItem, ParallelLoopState, long> readImage)
    {
        try
        {
            Parallel.ForEach(Partitioner.Create(images, EnumerablePartitionerOptions.NoBuffering), options, readImage);
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
        }
    }

    private static string WithCure(string error) => error.Contains(nameof(FerDatasetOptions.SkipBadRows), StringComparison.Ordinal)
        ? error : $"{error} Or leave bad images out with {nameof(FerDatasetOptions.SkipBadRows)}.";

    private static LoadedFaces Joined(
        IImageSource source, FaceRecord?[] faces, LabeledImagePath[] locations, ConcurrentDictionary<int, string> errors,
        LabeledFolders folders)
    {
        int[] sorted = [.. Enumerable.Range(0, locations.Length).OrderBy(index => locations[index].Path, StringComparer.Ordinal)];
        List<FaceRecord> goodFaces = new(locations.Length);
        List<(DatasetSplit?, int)> badRows = [];
        List<string> messages = [];
        for (int row = 1; row <= sorted.Length; row++)
        {
            int index = sorted[row - 1];
            if (faces[index] is FaceRecord face)
            {
                goodFaces.Add(face with { Row = row });
            }
            else if (errors.TryGetValue(index, out string? error))
            {
                badRows.Add((locations[index].Split, row));
                if (messages.Count < SkippedRows.MessagesKept) messages.Add(error);
            }
        }
        if (goodFaces.Count == 0)
            throw new InvalidDataException(
                Invariant($"{source.Name}: all {badRows.Count:N0} images are bad; the first: {messages[0]}"));
        if (badRows.Count > 0) source.LeftOut.Add(BadImages, badRows.Count, messages);
        return new LoadedFaces(goodFaces, folders.HasLabels, locations.Any(location => location.Split is not null),
            new SkippedRows(badRows.Count, messages, badRows))
        {
            LeftOut = source.LeftOut,
            Classes = folders.Classes(goodFaces, locations),
        };
    }

    private static InvalidDataException NoImages(IImageSource source)
    {
        string others = source.LeftOut.Count > 0 ? $" Left out: {string.Join("; ", source.LeftOut.Groups.Take(5))}." : "";
        return new InvalidDataException(
            $"{source.Name}: no images ({string.Join(", ", ImageFiles.Extensions)}) and no fer2013.csv in this folder; "
            + $"a folder of images holds train/happy/*.jpg or happy/*.jpg.{others}");
    }
}
