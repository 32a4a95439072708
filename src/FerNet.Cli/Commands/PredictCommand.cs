using System.CommandLine;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>fernet predict: the emotion of each face in each image.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        Argument<string[]> images = new("IMAGE") { Description = "PNG, JPEG, WebP, BMP or GIF files", Arity = ArgumentArity.OneOrMore };
        CommonOptions.RefuseOptions(images);
        Option<string?> model = CommonOptions.Model();
        Option<string> faces = CommonOptions.Faces();
        Option<bool> landmarks = new("--landmarks") { Description = "draw the landmarks of each face too; needs --annotate" };
        DetectorOptions search = new();
        Option<bool> json = new("--json") { Description = "a JSON object for each image, one a line" };
        Option<string?> annotate =
            CommonOptions.File("--annotate", "FILE.png",
                "draw the faces and their emotions, as .png, .jpg or .webp; for several images a folder, which takes NAME.png for each");
        Option<string?> explain =
            CommonOptions.File("--explain", "FILE.png",
                "draw the relevance of each part of the largest face for its answer; for several images a folder");
        AnswerOptions answers = new(
            "confidence below which an answer is uncertain, 0 to 1: the text says so, and --json adds \"uncertain\"; left out, 0");
        Option<bool> force = OutputChecks.Force();
        Command command = new("predict", "Says which emotion each face in each image shows.")
        {
            images, model, faces, json, annotate, landmarks, explain, force,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(landmarks) && result.GetValue(annotate) is null)
                result.AddError("--landmarks needs --annotate, the drawing that shows them.");
        });
        search.AddTo(command);
        answers.AddTo(command);
        command.SetAction(parsed =>
        {
            string[] paths = parsed.GetRequiredValue(images);
            OutputChecks outputs = new OutputChecks(parsed.GetValue(force)).Reads("this command", paths)
                .Reads("--model", parsed.GetValue(model));
            ImageOutputFiles? annotations = ImageOutputFiles.Create("--annotate", parsed.GetValue(annotate), paths, outputs),
                explanations = ImageOutputFiles.Create("--explain", parsed.GetValue(explain), paths, outputs);
            using EmotionModel opened = CommonOptions.OpenModel(parsed.GetValue(model));
            using FaceDetector detector = FaceDetector.CreateDefault(search.CreateOptions(parsed));
            EmotionPredictorOptions asked = new()
            {
                Faces = CommonOptions.ParseFaceSearch(parsed.GetRequiredValue(faces)),
                FaceDetector = detector,
            };
            using EmotionPredictor predictor = new(opened, answers.Apply(parsed, asked));
            bool failed = false;
            foreach (string path in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ImagePrediction answer = ImagePrediction.Create(predictor, path, annotations, explanations, parsed.GetValue(landmarks)) with
                {
                    MarksUncertain = answers.MinConfidence(parsed) is not null,
                };
                failed |= answer.Error is not null;
                if (answer.Warning is { } warning) terminal.Say($"fernet: {UntrustedText.Quote(path)}: {warning}");
                if (parsed.GetValue(json)) terminal.Output.WriteLine(answer.ToJson());
                else if (answer.Error is { } error) terminal.Say($"fernet: {error}");
                else terminal.Output.WriteLine(answer);
            }
            return failed ? ExitCode.Failure : ExitCode.Success;
        });
        return command;
    }
}
