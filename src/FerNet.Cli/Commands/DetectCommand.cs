using System.CommandLine;

namespace FerNet.Cli.Commands;

/// <summary>fernet detect: boxes, confidences and landmarks of the faces in each image, without emotions.</summary>
internal static class DetectCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string[]> images = new("IMAGE") { Description = "PNG, JPEG, WebP, BMP or GIF files", Arity = ArgumentArity.OneOrMore };
        CommonOptions.RefuseOptions(images);
        Option<double?> threshold = CommonOptions.PositiveNumber("--threshold", 0.99, "confidence from which a face counts, 0.05 to 0.99");
        Option<int?> minFaceSize = CommonOptions.Integer("--min-face-size", 8, "height in pixels of the smallest face to find");
        Option<bool> anyOrientation =
            new("--any-orientation") { Description = "find faces that lie or stand on their heads too: four times the time" };
        Option<bool> json = new("--json") { Description = "a JSON object for each image, one a line" };
        Command command = new("detect", "Finds the faces in each image: boxes, confidences and landmarks.")
        {
            images, threshold, minFaceSize, anyOrientation, json,
        };
        command.SetAction(parsed =>
        {
            FaceDetectorOptions options = new() { AnyOrientation = parsed.GetValue(anyOrientation) };
            options = options with
            {
                Threshold = parsed.GetValue(threshold) ?? options.Threshold,
                MinFaceSize = parsed.GetValue(minFaceSize) ?? options.MinFaceSize,
            };
            using FaceDetector detector = FaceDetector.CreateDefault(options);
            bool failed = false;
            foreach (string path in parsed.GetRequiredValue(images))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ImageDetection answer = ImageDetection.Of(detector, path, cancellationToken);
                failed |= answer.Error is not null;
                if (parsed.GetValue(json)) terminal.Output.WriteLine(answer.ToJson());
                else if (answer.Error is { } error) terminal.Say($"fernet: {error}");
                else terminal.Output.WriteLine(answer);
            }
            return failed ? ExitCode.Failure : ExitCode.Success;
        });
        return command;
    }
}
