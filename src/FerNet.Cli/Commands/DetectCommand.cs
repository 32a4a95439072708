using System.CommandLine;

namespace FerNet.Cli.Commands;

/// <summary>fernet detect: boxes, detection confidences and landmarks of the faces in each image, without emotions.</summary>
internal static class DetectCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string[]> images = new("IMAGE") { Description = "PNG, JPEG, WebP, BMP or GIF files", Arity = ArgumentArity.OneOrMore };
        CommonOptions.RefuseOptions(images);
        DetectorOptions search = new();
        Option<bool> json = new("--json") { Description = "a JSON object for each image, one a line" };
        Command command = new("detect", "Finds the faces in each image: boxes, confidences and landmarks.")
        {
            images, json,
        };
        search.AddTo(command);
        command.SetAction(parsed =>
        {
            using FaceDetector detector = FaceDetector.CreateDefault(search.CreateOptions(parsed));
            bool failed = false;
            foreach (string path in parsed.GetRequiredValue(images))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ImageDetection answer = ImageDetection.Create(detector, path, cancellationToken);
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
