using System.CommandLine;
using FerNet.Cli.Progress;
using FerNet.Cli.Report;
using FerNet.Evaluation;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>fernet report: an evaluation as one self-contained HTML page.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        EvaluationOptions choices = new();
        Option<string> output = CommonOptions.Output("FILE.html", "the page to write");
        Option<bool> noFaces =
            new("--no-faces") { Description = "write no images of faces, for datasets that may not be redistributed" };
        Option<bool> force = OutputChecks.Force();
        Command command = new("report", "Writes the results of an evaluation as one self-contained HTML page.")
        {
            output, noFaces, force,
        };
        choices.AddTo(command);
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(output);
            choices.Inputs(parsed, parsed.GetValue(force)).Writes("--output", path, FileFormat.Html);
            using EmotionModel opened = CommonOptions.OpenModel(choices.Model(parsed));
            (FerDataset faces, string split) = choices.LoadSplit(terminal, parsed, cancellationToken);
            EmotionEvaluation evaluation = EmotionEvaluation.Evaluate(opened, faces, cancellationToken);
            IReadOnlyList<LearningCurvePoint> curve = choices.Model(parsed) is { } file && File.Exists(file)
                ? new LearningCurve(file, resume: true).Points
                : [];
            if (curve.Count == 0) curve = [.. opened.History.Select(LearningCurvePoint.FromMetrics)];
            ReportPage page = new(opened.Card, evaluation, curve)
            {
                Subject = Subject(split, faces.Name),
                ShowFaces = !parsed.GetValue(noFaces),
            };
            OutputFile.Write(path, page.Write());
            terminal.Output.WriteLine(
                $"{UntrustedText.Quote(path)}: {DisplayText.FileSize(new FileInfo(path).Length)}, accuracy " +
                $"{DisplayText.Percent(evaluation.Metrics.Accuracy)} on {evaluation.Metrics.Count:N0} faces");
            return ExitCode.Success;
        });
        return command;
    }

    // Readers of a page do not know the command, so the page itself says if its figures are better than those on new faces.
    internal static string Subject(string split, string name) => split switch
    {
        "all" => $"all of {name}, with any that the model was trained on",
        "training" => $"the training split of {name}, which the model has seen",
        "publictest" => $"the public test of {name}, by which training chooses the epoch to keep",
        _ => $"the private test of {name}",
    };
}
