using System.CommandLine;

namespace FerNet.Samples.Commands;

/// <summary>fernet train-detector: from face crops and pictures without faces to a detector.</summary>
internal static class TrainDetectorCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Option<string> data = Choices.Data();
        Option<string> backgrounds = new("--backgrounds") { Description = "a folder of pictures that show no face", HelpName = "DIR", Required = true };
        Option<int?> every = Choices.Whole("--hold-back", 2, "leave out every Nth background, in the order of their names, to measure false faces on; left out, 10");
        Option<string> output = Choices.Output("FILE.onnx", "the detector to write");
        Option<int?> steps = Choices.Whole("--steps", 1, "batches to learn from; left out, 16,000");
        Option<double?> rate = Choices.Rate("--learning-rate", 1, "peak learning rate; left out, 0.002");
        Option<string?> start = Choices.File("--start", "FILE.onnx", "a detector that learns on, instead of random weights; 'shipped' for the one in the package");
        Option<int?> seed = Choices.Whole("--seed", int.MinValue, "start of all random numbers; left out, 1");
        Option<bool> skip = Choices.SkipBadRows();
        Option<string[]> classNames = Choices.ClassNames();
        Option<string?> checkpoints = Choices.File("--checkpoints", "DIR", "folder for the checkpoint; left out, none is written");
        Option<bool> resume = new("--resume") { Description = "go on from the checkpoint of a training that was stopped" };
        Command command = new("train-detector", "Trains a detector of faces and writes it.")
        {
            data, backgrounds, every, output, steps, rate, start, seed, skip, classNames, checkpoints, resume,
        };
        command.SetAction(parsed =>
        {
            string target = parsed.GetRequiredValue(output);
            OutputFile.RequireWritable(target);
            using FaceDetector? first = parsed.GetValue(start) switch
            {
                null => null,
                "shipped" => FaceDetector.CreateDefault(),
                string file => FaceDetector.Load(file),
            };
            FaceDetectorTrainerOptions options = new()
            {
                StartFrom = first,
                Seed = parsed.GetValue(seed) ?? 1,
                CheckpointDirectory = parsed.GetValue(checkpoints),
                Resume = parsed.GetValue(resume),
                ProgressCallback = progress => Report(terminal, progress),
            };
            if (parsed.GetValue(steps) is { } count) options = options with { Steps = count };
            if (parsed.GetValue(rate) is { } peak) options = options with { LearningRate = peak };
            FerDataset faces = Datasets.Load(terminal, parsed.GetRequiredValue(data), new FerDatasetOptions
            {
                Faces = FaceSearch.Whole,
                SkipBadRows = parsed.GetValue(skip),
                ClassNames = Choices.ClassNamesOf(parsed.GetValue(classNames)),
                UseFerPlus = false,
            }, cancellationToken);
            string[] pictures = Pictures(parsed.GetRequiredValue(backgrounds), parsed.GetValue(every) ?? 10);
            terminal.Say($"{pictures.Length:N0} backgrounds; Ctrl-C stops, --resume goes on.");
            using FaceDetector detector = new FaceDetectorTrainer(options).Train(faces, pictures, cancellationToken);
            detector.Save(target);
            terminal.Output.WriteLine($"{target}: {Words.Size(new FileInfo(target).Length)}");
            return ExitCode.Success;
        });
        return command;
    }

    private static string[] Pictures(string folder, int every)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"There is no folder {folder}.");
        string[] all = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)];
        return [.. all.Where((_, index) => index % every != 0)];
    }

    private static void Report(Terminal terminal, StepProgress progress)
    {
        if (progress.Step % 200 == 0 || progress.Step == progress.Steps)
            terminal.Say($"step {progress.Step:N0}/{progress.Steps:N0}  loss {progress.Loss:0.0000}  {progress.PicturesPerSecond:0} scenes/s  {progress.TimeLeft:h\\:mm\\:ss} left");
    }
}
