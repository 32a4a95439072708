using System.Text.Json;
using CsCheck;
using FerNet.Evaluation;
using FerNet.Tests.Support;

namespace FerNet.Tests.Evaluation;

public class EmotionMetricsTests
{
    private static readonly Gen<(Emotion[] Labels, float[] Probabilities)> Any =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 60]).Select(pair => Answers.Random(pair.Item1, pair.Item2));

    [Fact]
    public void Four_faces_by_hand()
    {
        Emotion[] labels = [Emotion.Happy, Emotion.Happy, Emotion.Sad, Emotion.Neutral];
        float[] probabilities =
        [
            .. Answers.Row(Emotion.Happy, 0.75f, Emotion.Sad),
            .. Answers.Row(Emotion.Sad, 0.75f, Emotion.Happy),
            .. Answers.Row(Emotion.Sad, 0.5f, Emotion.Neutral),
            .. Answers.Row(Emotion.Neutral),
        ];
        EmotionMetrics metrics = EmotionMetrics.From(labels, probabilities);

        Assert.Equal(4, metrics.Count);
        Assert.Equal(0.75, metrics.Accuracy);
        Assert.Equal(1, metrics.Top2Accuracy);
        Assert.Equal((1, 0.5, 2 / 3.0), (metrics[Emotion.Happy].Precision, metrics[Emotion.Happy].Recall, metrics[Emotion.Happy].F1));
        Assert.Equal((0.5, 1, 2 / 3.0), (metrics[Emotion.Sad].Precision, metrics[Emotion.Sad].Recall, metrics[Emotion.Sad].F1));
        Assert.Equal(((2 / 3.0) + (2 / 3.0) + 1) / 3, metrics.MacroF1, 5e-13);
        Assert.Equal((Math.Log(4 / 3.0) + Math.Log(4) + Math.Log(2) + 0) / 4, metrics.LogLoss, 5e-13);
        // By chance 2/4 * 1/4 (happy) + 1/4 * 2/4 (sad) + 1/4 * 1/4 (neutral) would agree.
        Assert.Equal((0.75 - 0.3125) / (1 - 0.3125), metrics.CohenKappa, 5e-13);
        // Confidences .75 (one right, one wrong), .5 (right) and 1 (right), in three bins.
        Assert.Equal(((2 * 0.25) + 0.5 + 0) / 4, metrics.ExpectedCalibrationError, 5e-13);
        Assert.Equal(1, metrics.ConfusionMatrix[(int)Emotion.Happy, (int)Emotion.Sad]);
        Assert.Equal(0.5, metrics.ConfusionMatrix.RowShare((int)Emotion.Happy, (int)Emotion.Sad));
        Assert.Equal(3, metrics.ConfusionMatrix.Correct);
    }

    [Fact]
    public void Bins_hold_the_faces_whose_confidence_lies_between_their_ends()
    {
        EmotionMetrics metrics = EmotionMetrics.From(
            [Emotion.Happy, Emotion.Happy, Emotion.Sad, Emotion.Neutral, Emotion.Fear],
            [
                .. Answers.Row(Emotion.Happy, 0.75f, Emotion.Sad), .. Answers.Row(Emotion.Sad, 0.75f, Emotion.Happy),
                .. Answers.Row(Emotion.Sad, 0.5f, Emotion.Neutral), .. Answers.Row(Emotion.Neutral), .. Answers.Row(Emotion.Fear, 1.0005f),
            ]);
        Assert.Equal(15, metrics.CalibrationBins.Count);
        Assert.All(metrics.CalibrationBins, (bin, i) => Assert.Equal((i / 15.0, (i + 1) / 15.0), (bin.Above, bin.UpTo)));
        Assert.Equal([(7, 1, 0.5, 1), (11, 2, 0.75, 0.5), (14, 2, (1 + (double)1.0005f) / 2, 1)],
            metrics.CalibrationBins.Index().Where(bin => bin.Item.Count > 0)
                .Select(bin => (bin.Index, bin.Item.Count, bin.Item.Confidence, bin.Item.Accuracy)));
    }

    [Fact]
    public void One_class_that_is_always_right_agrees_wholly() =>
        Assert.Equal(1, EmotionMetrics.From([Emotion.Happy], Answers.Row(Emotion.Happy)).CohenKappa);

    [Fact]
    public void Groups_add_up_the_probabilities_of_their_emotions()
    {
        // The most probable emotion is happy, the most probable group negative.
        float[] row = [0.2f, 0.2f, 0.1f, 0.4f, 0.1f, 0, 0];
        EmotionMetrics metrics = EmotionMetrics.From([Emotion.Sad], row);
        Assert.Equal(0, metrics.Accuracy);
        Assert.Equal(1, metrics.Groups.Accuracy);
        Assert.Equal(-Math.Log(0.6), metrics.Groups.LogLoss, 5e-7);
        Assert.Equal(1, metrics.Groups[Valence.Negative].Support);
        Assert.Equal(["negative", "neutral", "positive"], metrics.Groups.ConfusionMatrix.Names);
    }

    [Fact]
    public void Equal_probabilities_name_the_first_emotion()
    {
        float[] row = [.. Enumerable.Repeat(1 / 7f, 7)];
        Assert.Equal(1, EmotionMetrics.From([Emotion.Angry], row).Accuracy);
        Assert.Equal(0, EmotionMetrics.From([Emotion.Disgust], row).Accuracy);
        Assert.Equal(1, EmotionMetrics.From([Emotion.Disgust], row).Top2Accuracy);
        Assert.Equal(0, EmotionMetrics.From([Emotion.Fear], row).Top2Accuracy);
    }

    [Fact]
    public void Figures_equal_their_definitions() => Any.ForAll(answers =>
    {
        EmotionMetrics metrics = EmotionMetrics.From(answers.Labels, answers.Probabilities);
        Naive naive = new(answers.Labels, answers.Probabilities);
        Assert.Equal(naive.Accuracy(1), metrics.Accuracy, 5e-13);
        Assert.Equal(naive.Accuracy(2), metrics.Top2Accuracy, 5e-13);
        Assert.Equal(naive.LogLoss(), metrics.LogLoss, 5e-10);
        Assert.Equal(naive.Kappa(), metrics.CohenKappa, 5e-10);
        Assert.Equal(naive.MacroF1(), metrics.MacroF1, 5e-10);
        Assert.Equal(naive.CalibrationError(), metrics.ExpectedCalibrationError, 5e-10);
        Assert.Equal(metrics.Count, metrics.ConfusionMatrix.Total);
        Assert.Equal(naive.GroupAccuracy(), metrics.Groups.Accuracy, 5e-13);
    });

    [Fact]
    public void A_network_that_is_always_right_and_sure_has_perfect_figures()
    {
        Emotion[] labels = [.. EmotionExtensions.All, .. EmotionExtensions.All];
        EmotionMetrics metrics = EmotionMetrics.From(labels, labels.SelectMany(label => Answers.Row(label)).ToArray());
        Assert.Equal((1, 1, 1, 0), (metrics.Accuracy, metrics.MacroF1, metrics.CohenKappa, metrics.LogLoss));
        Assert.Equal(0, metrics.ExpectedCalibrationError);
    }

    [Fact]
    public void A_network_that_is_always_wrong_and_sure_has_a_finite_loss()
    {
        EmotionMetrics metrics = EmotionMetrics.From([Emotion.Happy], Answers.Row(Emotion.Sad));
        Assert.Equal(-Math.Log(1e-15), metrics.LogLoss, 5e-10);
        Assert.Equal((0, 0), (metrics.MacroF1, metrics.CohenKappa));
    }

    [Fact]
    public void What_cannot_be_evaluated_is_refused_with_the_reason()
    {
        Assert.Contains("no faces", Assert.Throws<ArgumentException>(() => EmotionMetrics.From([], [])).Message, StringComparison.Ordinal);
        Assert.Contains("8 probabilities for 1 labels", Refusal(new float[8]), StringComparison.Ordinal);
        Assert.Contains("add up to 2", Refusal([1, 1, 0, 0, 0, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("NaN is not a probability", Refusal([float.NaN, 1, 0, 0, 0, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("-1 is not a probability", Refusal([-1, 2, 0, 0, 0, 0, 0]), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => EmotionMetrics.From([(Emotion)7], Answers.Row(Emotion.Happy)));
        EmotionMetrics metrics = EmotionMetrics.From([Emotion.Happy], Answers.Row(Emotion.Happy));
        Assert.Throws<ArgumentOutOfRangeException>(() => metrics.ConfusionMatrix[7, 0]);
        Assert.Contains("3 is not a group", Assert.Throws<ArgumentOutOfRangeException>(() => metrics.Groups[(Valence)3]).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => EmotionMetrics.From(null!, []));

        static string Refusal(float[] row) => Assert.Throws<ArgumentException>(() => EmotionMetrics.From([Emotion.Happy], row)).Message;
    }

    [Fact]
    public void Json_holds_the_figures()
    {
        (Emotion[] labels, float[] probabilities) = Answers.Random(5, 80);
        EmotionMetrics metrics = EmotionMetrics.From(labels, probabilities);
        using JsonDocument document = JsonDocument.Parse(metrics.ToJson());
        JsonElement json = document.RootElement;
        Assert.Equal(80, json.GetProperty("count").GetInt32());
        Assert.Equal(metrics.Accuracy, json.GetProperty("accuracy").GetDouble());
        Assert.Equal(metrics.MacroF1, json.GetProperty("macroF1").GetDouble());
        Assert.Equal(metrics.LogLoss, json.GetProperty("logLoss").GetDouble());
        Assert.Equal(metrics.ConfusionMatrix[3, 4], json.GetProperty("confusionMatrix")[3][4].GetInt32());
        Assert.Equal(metrics[Emotion.Fear].F1, json.GetProperty("perClass").GetProperty("fear").GetProperty("f1").GetDouble());
        Assert.Equal(metrics.Groups.Accuracy, json.GetProperty("groups").GetProperty("accuracy").GetDouble());
    }

    [Fact]
    public void Csv_has_a_line_for_each_emotion_with_equally_many_fields()
    {
        (Emotion[] labels, float[] probabilities) = Answers.Random(5, 80);
        EmotionMetrics metrics = EmotionMetrics.From(labels, probabilities);
        string[][] lines = [.. metrics.ToCsv().TrimEnd().Split('\n').Select(line => line.Split(','))];
        Assert.Equal(9, lines.Length);
        Assert.All(lines, line => Assert.Equal(14, line.Length));
        Assert.Equal(metrics[Emotion.Happy].F1, double.Parse(lines[4][6], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(metrics.ConfusionMatrix[3, 6].ToString(System.Globalization.CultureInfo.InvariantCulture), lines[4][13]);
        Assert.Equal(80, lines[8].Skip(7).Sum(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Text_and_Markdown_name_every_emotion_once_a_table()
    {
        (Emotion[] labels, float[] probabilities) = Answers.Random(5, 80);
        EmotionMetrics metrics = EmotionMetrics.From(labels, probabilities);
        foreach (string name in EmotionExtensions.Names)
        {
            Assert.Contains($"\n{name} ", metrics.ToString(), StringComparison.Ordinal);
            Assert.Contains($"\n{name} ", metrics.ConfusionMatrix.ToString(), StringComparison.Ordinal);
            Assert.Contains($"\n| {name} |", metrics.ToMarkdown(), StringComparison.Ordinal);
        }
        string[] rows = metrics.ConfusionMatrix.ToString().Split(Environment.NewLine);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
    }
}
