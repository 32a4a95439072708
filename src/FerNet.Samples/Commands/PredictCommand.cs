using System.CommandLine;

namespace FerNet.Samples.Commands;

/// <summary>fernet predict: the emotion in each picture.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string[]> pictures = new("PICTURE") { Description = "PNG, JPEG, WebP, BMP or GIF files", Arity = ArgumentArity.OneOrMore };
        Option<string?> model = Choices.Model();
        Option<string> faces = new("--faces") { Description = "whole: the picture is the face", DefaultValueFactory = _ => "whole" };
        faces.AcceptOnlyFromAmong("whole");
        Option<bool> json = new("--json") { Description = "a JSON object for each picture, one a line" };
        Command command = new("predict", "Says which emotion the face in each picture shows.") { pictures, model, faces, json };
        command.SetAction(parsed =>
        {
            using EmotionModel opened = Choices.Open(parsed.GetValue(model));
            using EmotionPredictor predictor = new(opened);
            bool failed = false;
            foreach (string path in parsed.GetRequiredValue(pictures))
            {
                cancellationToken.ThrowIfCancellationRequested();
                PictureAnswer answer = PictureAnswer.Of(predictor, path);
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
