using System.Collections.Concurrent;
using System.Security.Cryptography;
using FerNet.Cli.Commands;
using FerNet.Data;
using FerNet.Imaging;
using FerNet.Models;
using FerNet.Prediction;
using FerNet.Utilities;

namespace FerNet.Cli.Scoring;

/// <summary>Scores the images of one shard that have no rows yet.</summary>
internal sealed class ScoreJob(Terminal terminal)
{
    public required string Input { get; init; }

    public required string? BaseFolder { get; init; }

    public required string Output { get; init; }

    public required Shard Shard { get; init; }

    public required string? Model { get; init; }

    /// <summary>The value of <c>--faces</c>.</summary>
    public required string Faces { get; init; }

    public required FaceDetectorOptions Detector { get; init; }

    /// <summary>Images per part.</summary>
    public required int PartSize { get; init; }

    public required bool HasJsonProgress { get; init; }

    public int Run(CancellationToken cancellationToken)
    {
        try
        {
            return RunAsync(cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            terminal.Say("Interrupted before the first image; run the same command again.");
            return ExitCode.Interrupted;
        }
        catch (FolderInUseException error)
        {
            terminal.Say($"fernet: {ErrorText.Format(error)}");
            return ExitCode.Interrupted;
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        ImageList list = ImageList.Open(Input, BaseFolder);
        foreach (LeftOutGroup group in list.LeftOut) terminal.Say($"Left out: {group}");

        using EmotionModel model = CommonOptions.OpenModel(Model);
        using FaceDetector detector = FaceDetector.CreateDefault(Detector);
        EmotionPredictorOptions options = new() { Faces = CommonOptions.ParseFaceSearch(Faces), FaceDetector = detector };
        using EmotionPredictor predictor = new(model, options);
        ScoreManifest manifest = new()
        {
            Model = model.Card.Name,
            ModelDigest = Convert.ToHexStringLower(SHA256.HashData(model.Graph)),
            DetectorDigest = Convert.ToHexStringLower(SHA256.HashData(ShippedModel.Read("faces"))),
            Faces = Faces,
            Threshold = Detector.Threshold,
            MinFaceSize = Detector.MinFaceSize,
            MaxInputSide = Detector.MaxInputSide,
            AnyOrientation = Detector.AnyOrientation,
            Shards = Shard.Count,
        };
        manifest.Require(Output);
        using ShardFolder folder = ShardFolder.Take(Output, Shard, manifest.Digest);

        HashSet<UInt128> remaining = [.. list.ReadPaths().Select(Shard.KeyOf).Where(Shard.Contains)];
        long images = remaining.Count;
        remaining.ExceptWith(folder.Finished);
        ScoreProgress progress = new(terminal, Shard, HasJsonProgress)
        {
            Images = images,
            Done = images - remaining.Count,
            Faces = folder.Rows.Faces,
            Failed = folder.Rows.Failed,
        };
        progress.Say("started");
        bool isDone = await ScoreAsync(predictor, list, remaining, folder, progress, cancellationToken).ConfigureAwait(false);
        progress.Say(isDone ? "done" : "interrupted");
        terminal.Output.WriteLine($"{UntrustedText.Quote(Output)}, {progress}");
        return !isDone ? ExitCode.Interrupted : progress.Failed > 0 ? ExitCode.Failure : ExitCode.Success;
    }

    /// <summary>Returns false if it was stopped; the results so far are written.</summary>
    private async Task<bool> ScoreAsync(EmotionPredictor predictor, ImageList list, HashSet<UInt128> remaining, ShardFolder folder,
        ScoreProgress progress, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<string, string> digests = [];
        List<ScoreRow> rows = [];
        int count = 0;
        bool isDone = true;
        // Removes each key, so that a path that occurs twice in a list is scored once.
        IEnumerable<ImageSource> sources = list.ReadPaths().Where(path => remaining.Remove(Shard.KeyOf(path)))
            .Select(path => new ImageSource(path, () => Read(list, path, digests)));
        try
        {
            await foreach (ScoredImage image in predictor.ScoreAsync(sources.ToAsyncEnumerable(), cancellationToken: cancellationToken)
                .ConfigureAwait(false))
            {
                digests.TryRemove(image.Name, out string? digest);
                rows.AddRange(Rows(image, digest));
                if (++count == PartSize) Flush();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isDone = false;
        }
        if (count > 0) Flush();
        return isDone;

        void Flush()
        {
            folder.Write(rows);
            progress.Done += count;
            progress.Faces += rows.Count(row => row.Face is not null);
            progress.Failed += rows.Count(row => row.Error is not null);
            progress.Say("progress");
            rows.Clear();
            count = 0;
        }
    }

    private static ImageContent Read(ImageList list, string path, ConcurrentDictionary<string, string> digests)
    {
        byte[] encoded = ImageFileReader.BytesOf(list.FullPath(path));
        digests[path] = Convert.ToHexStringLower(SHA256.HashData(encoded));
        return new ImageContent(encoded, path);
    }

    private static IEnumerable<ScoreRow> Rows(ScoredImage image, string? digest) => image.Faces.Count == 0
        ? [new ScoreRow(image.Name, digest, FaceIndex: null, Face: null, image.Warning, ErrorOf(image))]
        : image.Faces.Select((face, index) => new ScoreRow(image.Name, digest, index, face, image.Warning, ErrorOf(image)));

    private static string? ErrorOf(ScoredImage image) => image.Error is { } error ? ErrorText.WithOptions(error) : null;
}
