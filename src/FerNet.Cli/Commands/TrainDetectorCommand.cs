using System.CommandLine;
using System.Globalization;
using FerNet.Cli.Progress;
using FerNet.Data.Detection;
using FerNet.Networks.Detection;
using FerNet.Training;
using FerNet.Training.Detection;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>fernet train-detector: trains a detector on photographs with marked faces and on images without faces.</summary>
internal static class TrainDetectorCommand
{
    /// <summary>The value for the shipped detector, instead of a path.</summary>
    private const string ShippedWord = "shipped";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<string> photos = new("--photos")
        {
            Description = "photographs with marked faces: a folder with faces.csv, WIDER FACE's text file, or a JSON file of COCO's form",
            HelpName = "PATH",
            Required = true,
        };
        Option<string?> backgrounds =
            CommonOptions.File("--backgrounds", "DIR",
                "a folder of images that show no face; a quarter of them is held back to measure false faces on");
        Option<string> output = CommonOptions.Output("FILE.onnx", "the detector to write");
        Option<string?> start =
            CommonOptions.File("--start", "FILE.onnx",
                "a detector whose weights the training continues from, or 'shipped' for the detector of the package; left out, random " +
                "weights");
        Option<double?> hardNegatives = CommonOptions.PositiveNumber("--hard-negatives", 1,
            "with --start: the share of views that show a false face of that detector; left out, 0");
        Option<int?> steps = CommonOptions.Integer("--steps", 1, "batches to learn from; left out, 20,000");
        Option<double?> epochs =
            CommonOptions.PositiveNumber("--epochs", 1e6, "instead of --steps: how often each photograph is learned from");
        Option<int?> batchSize = CommonOptions.Integer("--batch-size", 1, "views in a batch; left out, 64");
        Option<int?> inputSize = InputSize();
        Option<double?> rate = CommonOptions.PositiveNumber("--learning-rate", 1, "peak learning rate; left out, 0.002");
        Option<double?> minutes =
            CommonOptions.PositiveNumber("--time-limit", 1e6,
                "the most minutes to train; the learning-rate schedule is fitted to this time");
        Option<int?> seed = CommonOptions.Integer("--seed", int.MinValue, "the seed of all random numbers; left out, 1");
        Option<string> device = new("--device") { Description = "where to compute", DefaultValueFactory = _ => "cpu" };
        device.AcceptOnlyFromAmong("cpu", "cuda");
        Option<string?> torch = TorchLibrary.Option();
        Option<string?> checkpoints = CommonOptions.File("--checkpoints", "DIR", "the folder of the checkpoint; left out, none is written");
        Option<bool> resume = new("--resume") { Description = "continue a stopped training from its checkpoint" };
        Option<bool> force = OutputChecks.Force();
        Command command = new("train-detector", "Trains a detector of faces and landmarks and writes it.")
        {
            photos, backgrounds, output, start, hardNegatives, steps, epochs, batchSize, inputSize, rate, minutes, seed, device, torch,
            checkpoints, resume, force,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(steps) is not null && result.GetValue(epochs) is not null)
                result.AddError("--steps and --epochs both say how long to learn; give one of them.");
            if (result.GetValue(hardNegatives) is not null && result.GetValue(start) is null)
                result.AddError("--hard-negatives needs --start, the detector whose mistakes are learned from.");
            if (result.GetValue(resume) && result.GetValue(checkpoints) is null)
                result.AddError("--resume needs --checkpoints, the folder of the checkpoint.");
        });
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(output);
            new OutputChecks(parsed.GetValue(force)).Reads("--photos", parsed.GetRequiredValue(photos))
                .Reads("--backgrounds", parsed.GetValue(backgrounds)).Reads("--start", FileOf(parsed.GetValue(start)))
                .Writes("--output", target, FileFormat.Onnx)
                .Writes("the learning curve", DetectorCurve.PathOf(target), FileFormat.DetectorCurve);
            TorchLibrary.Require(parsed.GetValue(torch));
            FaceDetectionDataset photographs = FaceDetectionDataset.Load(parsed.GetRequiredValue(photos));
            string[] images = Images(parsed.GetValue(backgrounds));
            using FaceDetector? starting = Open(parsed.GetValue(start));
            DateTimeOffset? sourceDate = SourceDate.Read();
            FaceDetectorTrainerOptions options = new()
            {
                Created = sourceDate,
                Reproducible = sourceDate is not null,
                StartFrom = starting,
                HardNegativeShare = parsed.GetValue(hardNegatives) ?? 0,
                Seed = parsed.GetValue(seed) ?? 1,
                Device = parsed.GetValue(device) == "cuda" ? TrainingDevice.Cuda : TrainingDevice.Cpu,
                TimeLimit = parsed.GetValue(minutes) is { } limit ? TimeSpan.FromMinutes(limit) : null,
                CheckpointDirectory = parsed.GetValue(checkpoints),
                CheckpointInterval = TimeSpan.FromMinutes(1),
                Resume = parsed.GetValue(resume),
            };
            if (parsed.GetValue(batchSize) is { } batch) options = options with { BatchSize = batch };
            if (parsed.GetValue(inputSize) is { } side) options = options with { InputSize = side };
            if (parsed.GetValue(rate) is { } peak) options = options with { LearningRate = peak };
            if (parsed.GetValue(steps) is { } count) options = options with { Steps = count };
            if (parsed.GetValue(epochs) is { } rounds)
                options = options with { Steps = Math.Max(1, (int)(rounds * photographs.Count / options.BatchSize)) };
            terminal.Say(
                $"{photographs.Count:N0} photographs, {photographs.FaceCount:N0} faces, {photographs.IgnoredCount:N0} ignored zones, " +
                $"{images.Length:N0} backgrounds; Ctrl-C stops the training; " +
                (options.CheckpointDirectory is null ? "without --checkpoints it cannot be continued." : "continue it with --resume."));
            using FaceDetector detector =
                new FaceDetectorTrainer(WithProgress(options, terminal, target)).Train(photographs, images, cancellationToken);
            detector.Save(target);
            terminal.Output.WriteLine($"{UntrustedText.Quote(target)}: {DisplayText.FileSize(new FileInfo(target).Length)}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Option<int?> InputSize() => new("--input-size")
    {
        Description = "width and height of a view in pixels, a multiple of 32 from 64 to 1024; left out, 320",
        HelpName = "N",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (int.TryParse(word, CultureInfo.InvariantCulture, out int side) && side is >= 64 and <= 1024
                && side % DetectorFormat.SizeMultiple == 0)
                return side;
            result.AddError($"--input-size is {word}; it must be a multiple of {DetectorFormat.SizeMultiple} from 64 to 1024.");
            return null;
        },
    };

    private static string? FileOf(string? start) => start == ShippedWord ? null : start;

    private static FaceDetector? Open(string? start) =>
        start is null ? null : start == ShippedWord ? FaceDetector.CreateDefault() : FaceDetector.Load(start);

    private static string[] Images(string? folder)
    {
        if (folder is null) return [];
        if (!Directory.Exists(folder)) throw new UsageException($"There is no folder {UntrustedText.Quote(folder)}.");
        return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
    }

    /// <summary>Prints a line for each validation and one every 20 seconds, and writes the learning curve beside the detector.</summary>
    private static FaceDetectorTrainerOptions WithProgress(FaceDetectorTrainerOptions options, Terminal terminal, string output)
    {
        DetectorCurve curve = new(output, options.Resume);
        System.Diagnostics.Stopwatch sinceLine = System.Diagnostics.Stopwatch.StartNew();
        return options with
        {
            ProgressCallback = progress =>
            {
                if (sinceLine.Elapsed < Pause) return;
                terminal.Say(
                    $"step {progress.Step:N0}/{progress.Steps:N0}  {progress.ImagesPerSecond:0} views/s  " +
                    $"{DisplayText.Duration(progress.TimeLeft)} left");
                sinceLine.Restart();
            },
            MetricsCallback = metrics =>
            {
                terminal.Say(metrics.ToString());
                curve.Add(metrics);
                sinceLine.Restart();
            },
        };
    }
}
