using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using FerNet.Checks;
using FerNet.Pictures;

namespace FerNet.Data;

/// <summary>Reads folders of pictures: train/happy/1.jpg, or happy/1.jpg; each picture gives one face.</summary>
internal static class PictureFolder
{
    private const int DeepestFolder = 8;

    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".jfif", ".bmp", ".gif", ".webp"];

    /// <summary>Pictures too, but none that can be read: leaving them out in silence would make a dataset smaller than its owner thinks.</summary>
    private static readonly string[] OtherEndings = [".heic", ".heif", ".avif", ".tif", ".tiff"];

    private static readonly EnumerationOptions EveryFile = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = DeepestFolder,
        // A link may lead back to a folder above it.
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>Reads all pictures, in the order of their paths, on all cores.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="skipBadPictures">Whether bad pictures are left out instead of stopping the reading.</param>
    /// <param name="cut">Makes the patch of a picture file's face; bad pictures are told by <see cref="InvalidDataException"/>. Called on several threads.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static LoadedFaces Read(string folder, bool skipBadPictures, Func<Stream, string, byte[]> cut, CancellationToken cancellationToken)
    {
        PicturePlace[] places =
        [
            .. Directory.EnumerateFiles(folder, "*", EveryFile)
                .Where(path => Endings.Concat(OtherEndings).Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                .Select(path => PicturePlace.Of(Path.GetRelativePath(folder, path).Replace('\\', '/')))
                .OrderBy(place => place.Path, StringComparer.Ordinal),
        ];
        if (places.Length == 0)
        {
            throw new InvalidDataException(
                $"{ForeignText.Quote(folder)}: no pictures ({string.Join(", ", Endings)}) and no fer2013.csv in this folder; "
                + "a folder of pictures holds train/happy/*.jpg or happy/*.jpg.");
        }
        bool hasLabels = places.Any(place => place.Label is not null);
        FaceRecord?[] faces = new FaceRecord?[places.Length];
        ConcurrentDictionary<int, string> errors = [];
        ForEach(places.Length, new ParallelOptions { CancellationToken = cancellationToken }, (index, loop) =>
        {
            if (loop.LowestBreakIteration < index) return;
            try
            {
                faces[index] = ReadFace(folder, places[index], index + 1, hasLabels, cut);
            }
            catch (InvalidDataException error)
            {
                errors[index] = error.Message;
                if (!skipBadPictures) loop.Break();
            }
        });
        return Joined(folder, faces, places, errors, skipBadPictures, hasLabels);
    }

    /// <summary>A loop on all cores that fails with the error itself, as a loop on one core would.</summary>
    private static void ForEach(int count, ParallelOptions options, Action<int, ParallelLoopState> body)
    {
        try
        {
            Parallel.For(0, count, options, body);
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }

    /// <summary>The patch of a picture that is one face as a whole.</summary>
    public static byte[] Whole(Stream file, string name) => PatchCutter.Whole(PictureDecoder.Decode(file, name));

    private static FaceRecord ReadFace(string folder, PicturePlace place, int row, bool hasLabels, Func<Stream, string, byte[]> cut)
    {
        if (hasLabels && place.Label is null)
        {
            throw new InvalidDataException(
                $"{ForeignText.Quote(place.Path)}: the folder names no emotion that is known; name it angry, disgust, fear, happy, sad, surprise or neutral.");
        }
        if (OtherEndings.Contains(Path.GetExtension(place.Path), StringComparer.OrdinalIgnoreCase)) throw new InvalidDataException($"{ForeignText.Quote(place.Path)}: pictures of this kind cannot be read; save it as PNG or JPEG.");
        using Stream file = PlainFile.OpenRead(Path.Combine(folder, place.Path));
        byte[] patch = cut(file, place.Path);
        FaceSplit split = place.Split ?? (hasLabels ? FaceSplit.Training : FaceSplit.PrivateTest);
        return new FaceRecord(patch, 0, (byte?)place.Label ?? FaceRecord.Unlabelled, split, row, File: place.Path);
    }

    private static string WithCure(string error) => error.Contains(nameof(FerDatasetOptions.SkipBadRows), StringComparison.Ordinal) ? error : $"{error} Or leave bad pictures out with {nameof(FerDatasetOptions.SkipBadRows)}.";

    private static LoadedFaces Joined(
        string folder, FaceRecord?[] faces, PicturePlace[] places, ConcurrentDictionary<int, string> errors, bool skip, bool hasLabels)
    {
        int[] bad = [.. errors.Keys.Order()];
        if (bad.Length > 0 && !skip) throw new InvalidDataException(WithCure(errors[bad[0]]));
        if (bad.Length == faces.Length)
            throw new InvalidDataException($"{ForeignText.Quote(folder)}: all {bad.Length:N0} pictures are bad; the first: {errors[bad[0]]}");
        SkippedRows skipped = new(bad.Length, [.. bad.Take(SkippedRows.MessagesKept).Select(index => errors[index])],
            [.. bad.Select(index => (places[index].Split, index + 1))]);
        return new LoadedFaces([.. faces.OfType<FaceRecord>()], hasLabels, places.Any(place => place.Split is not null), skipped);
    }
}
