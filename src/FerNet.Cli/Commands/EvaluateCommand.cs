using System.CommandLine;
using FerNet.Cli.Plots;
using FerNet.Evaluation;
using FerNet.Utilities;

namespace FerNet.Cli.Commands;

/// <summary>fernet evaluate: evaluates a model on labeled faces.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        EvaluationOptions choices = new();
        Option<bool> mirror = new("--mirror") { Description = "average the answers to each face and its mirror image" };
        Option<bool> closer = new("--closer")
        {
            Description = "average the answers to each face and to a crop that is 6 % tighter; best with --mirror",
        };
        Option<string?> json =
            CommonOptions.File("--json", "FILE", "write all figures and the 49 mistakes with the highest confidence as JSON");
        Option<string?> csv = CommonOptions.File("--csv", "FILE", "write a table for a spreadsheet");
        Option<string?> markdown = CommonOptions.File("--markdown", "FILE", "write tables in Markdown");
        Option<string?> confusion = CommonOptions.File("--confusion", "FILE.png", "draw the confusion matrix");
        Option<string?> reliability = CommonOptions.File("--reliability", "FILE.png", "draw the reliability diagram");
        Option<string?> precisionRecall =
            CommonOptions.File("--precision-recall", "FILE.png", "draw precision against recall of each emotion");
        Option<string?> mistakes = CommonOptions.File("--mistakes", "FILE.png", "draw the 49 mistakes with the highest confidence");
        Option<string?> compare = CommonOptions.File("--compare", "FILE", "another model to compare with, by McNemar's test");
        AnswerOptions answers = new("also say how many answers have at least this confidence, 0 to 1, and how many of these are right");
        Option<bool> force = OutputChecks.Force();
        Command command = new("evaluate", "Compares a model's answers with the labels.");
        choices.AddTo(command);
        Option[] own = [mirror, closer, json, csv, markdown, confusion, reliability, precisionRecall, mistakes, compare, force];
        foreach (Option option in own) command.Options.Add(option);
        answers.AddTo(command);
        command.SetAction(parsed =>
        {
            (Option<string?> Option, FileFormat? Kind, Func<EmotionEvaluation, byte[]> Content)[] files =
            [
                (json, FileFormat.Json, one => Text(one.ToJson(MistakesSheet.Count))),
                (csv, FileFormat.Metrics, one => Text(one.Metrics.ToCsv())),
                (markdown, FileFormat.Markdown, one => Text(one.Metrics.ToMarkdown())),
                (confusion, null, one => ConfusionPlot.Png(one.Metrics.ConfusionMatrix)),
                (reliability, null, one => ReliabilityPlot.Png(one.Metrics)),
                (precisionRecall, null, PrecisionRecallPlot.Png),
                (mistakes, null, MistakesSheet.Png),
            ];
            OutputChecks outputs = choices.Inputs(parsed, parsed.GetValue(force)).Reads(compare.Name, parsed.GetValue(compare));
            foreach ((Option<string?> option, FileFormat? kind, _) in files)
            {
                if (parsed.GetValue(option) is { } path)
                    outputs.Writes(option.Name, path, kind ?? FileFormat.FromImagePath(option.Name, path));
            }
            using EmotionModel opened = CommonOptions.OpenModel(choices.Model(parsed));
            FerDataset faces = choices.LoadSplit(terminal, parsed, cancellationToken).Faces;
            // The faces in photographs were already detected when the dataset was loaded.
            EmotionPredictorOptions asked = answers.Apply(parsed, new EmotionPredictorOptions
            {
                Faces = FaceSearch.None,
                AverageMirrorImage = parsed.GetValue(mirror),
                AverageTighterCrop = parsed.GetValue(closer),
            });
            EmotionEvaluation evaluation = Evaluate(opened, faces, asked, cancellationToken);
            Print(terminal, evaluation.Metrics);
            if (parsed.GetValue(compare) is { } rival)
            {
                using EmotionModel other = CommonOptions.OpenModel(rival);
                PrintComparison(
                    terminal, ModelComparison.Compare(Evaluate(other, evaluation.Faces, asked, cancellationToken), evaluation), rival,
                    choices.Model(parsed) ?? "default");
            }
            if (answers.MinConfidence(parsed) is { } least) terminal.Output.WriteLine(ConfidentAnswers(evaluation, least));
            if (files.Any(file => file.Kind is null && parsed.GetValue(file.Option) is not null)) ChartStyle.WarnWithoutFonts(terminal);
            foreach ((Option<string?> option, FileFormat? kind, Func<EmotionEvaluation, byte[]> content) in files)
            {
                if (parsed.GetValue(option) is not { } path) continue;
                OutputFile.Write(path, kind is null ? FileFormat.Encode(content(evaluation), path) : content(evaluation));
                terminal.Say($"Wrote {UntrustedText.Quote(path)}.");
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static EmotionEvaluation Evaluate(EmotionModel model, FerDataset faces, EmotionPredictorOptions asked,
        CancellationToken cancellationToken)
    {
        bool isPlain = asked with { MinConfidence = 0 } == new EmotionPredictorOptions { Faces = FaceSearch.None };
        if (isPlain) return EmotionEvaluation.Evaluate(model, faces, cancellationToken);
        const int FacesAtOnce = 256;
        using EmotionPredictor predictor = new(model, asked);
        List<float> probabilities = new(faces.Count * EmotionExtensions.Count);
        foreach (int[] block in Enumerable.Range(0, faces.Count).Chunk(FacesAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            byte[] patches = [.. block.SelectMany(face => faces.Pixels(face).ToArray())];
            foreach (EmotionPrediction answer in predictor.PredictPatches(patches)) probabilities.AddRange(answer.Probabilities);
        }
        return EmotionEvaluation.Evaluate(faces, probabilities.ToArray());
    }

    private static void Print(Terminal terminal, EmotionMetrics metrics)
    {
        terminal.Output.WriteLine(metrics);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(metrics.ConfusionMatrix);
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(
            $"In three groups, {string.Join(", ", metrics.Groups.PerClass.Select(one => $"{one.Name} ({one.Support:N0})"))}: " +
            $"accuracy {DisplayText.Percent(metrics.Groups.Accuracy)}, macro F1 {metrics.Groups.MacroF1:0.0000}.");
    }

    private static void PrintComparison(Terminal terminal, ModelComparison comparison, string first, string second)
    {
        terminal.Output.WriteLine();
        terminal.Output.WriteLine($"First model: {UntrustedText.Quote(first)}. Second model: {UntrustedText.Quote(second)}.");
        terminal.Output.WriteLine(comparison);
        terminal.Output.WriteLine(
            $"accuracy {Range(comparison.FirstAccuracy, comparison.FirstInterval)} and " +
            $"{Range(comparison.SecondAccuracy, comparison.SecondInterval)}, difference " +
            $"{Range(comparison.Difference, comparison.DifferenceInterval)} (95 % intervals)");
        foreach (ClassComparison one in comparison.PerClass)
        {
            terminal.Output.WriteLine(
                $"  {one.Emotion.Name(),-8} {one.FirstCorrect,6:N0} and {one.SecondCorrect,6:N0} of {one.Support,6:N0}");
        }
    }

    private static string Range(double figure, ConfidenceInterval interval) =>
        $"{DisplayText.Percent(figure)} ({DisplayText.Percent(interval.Low)} to {DisplayText.Percent(interval.High)})";

    /// <summary>The text with the number of answers that are not uncertain, and their accuracy.</summary>
    private static string ConfidentAnswers(EmotionEvaluation evaluation, double least)
    {
        int answered = 0, right = 0;
        float[][] rows = [.. evaluation.Probabilities.ToArray().Chunk(EmotionExtensions.Count)];
        for (int face = 0; face < rows.Length; face++)
        {
            float confidence = rows[face].Max();
            if (confidence < least) continue;
            answered++;
            if (Array.IndexOf(rows[face], confidence) == (int)evaluation.Faces.Label(face)) right++;
        }
        string accuracy = answered == 0 ? "" : $"; of these {DisplayText.Percent((double)right / answered)} are right";
        string share = DisplayText.Percent((double)answered / rows.Length);
        return $"With a confidence of at least {least}: {answered:N0} of {rows.Length:N0} answers ({share}){accuracy}.";
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
