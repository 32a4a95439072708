using System.Text.Json;
using FerNet.Drawing;
using FerNet.Prediction;
using FerNet.Tests.Support;
using static System.FormattableString;

namespace FerNet.Tests.Cli;

public sealed class AnswerOptionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--class-prior even", "--class-prior is even; it takes uniform, fer2013, or seven numbers with commas between")]
    [InlineData("--class-prior 1,2,3", "--class-prior is 1,2,3: The class prior has 3 frequencies; it needs 7")]
    [InlineData("--class-prior 1,0,1,1,1,1,1", "The frequency of disgust is 0; it must lie between")]
    [InlineData("--class-prior uniform --prior-strength 1.5", "--prior-strength is 1.5; it must be a number from 0 to 1.")]
    [InlineData("--prior-strength 0.5", "--prior-strength needs --class-prior.")]
    [InlineData("--min-confidence most", "--min-confidence is most; it must be a number from 0 to 1.")]
    public void Wrong_words_are_told_in_a_line(string words, string message)
    {
        foreach (string[] command in (string[][])[["predict", "a.png"], ["evaluate", "--data", "a.csv"]])
        {
            Shell shell = Shell.Run([.. command, .. words.Split(' ')]);
            Assert.Equal((2, ""), (shell.Code, shell.Output));
            Assert.Contains(message, shell.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Uniform")]
    [InlineData("1,1,1,1,1,1,1")]
    [InlineData("2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5")]
    public void Predict_answers_with_the_prior_that_is_named(string prior)
    {
        string image = folder.Write("happy.png", DrawnFaces.Png(Emotion.Happy, seed: 5, side: 200));
        Shell shell = Shell.Run("predict", image, "--model", "fast", "--faces", "whole", "--json", "--class-prior", prior,
            "--prior-strength", "0.5", "--min-confidence", "1");
        Assert.True(shell.Code == 0, shell.Error);
        JsonElement face = JsonDocument.Parse(shell.Output).RootElement.GetProperty("faces")[0];
        using EmotionPredictor predictor = EmotionPredictor.CreateFast(
            new EmotionPredictorOptions { Faces = FaceSearch.None, ClassPrior = ClassPrior.Uniform, ClassPriorStrength = 0.5 });
        EmotionPrediction expected = predictor.Predict(image);
        foreach (Emotion emotion in EmotionExtensions.All)
            Assert.Equal(expected[emotion], face.GetProperty("probabilities").GetProperty(emotion.Name()).GetSingle(), 1e-6f);
        Assert.True(face.GetProperty("uncertain").GetBoolean());
    }

    [Fact]
    public void Uncertain_is_said_only_where_it_was_asked_for()
    {
        string image = folder.Write("happy.png", DrawnFaces.Png(Emotion.Happy, seed: 5, side: 200));
        string[] predict = ["predict", image, "--model", "fast", "--faces", "whole"];
        Assert.DoesNotContain("uncertain", Shell.Run([.. predict, "--json"]).Output, StringComparison.Ordinal);
        Assert.Contains("\"uncertain\":false", Shell.Run([.. predict, "--json", "--min-confidence", "0"]).Output, StringComparison.Ordinal);
        Assert.Contains("uncertain: ", Shell.Run([.. predict, "--min-confidence", "1"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_measures_the_adjusted_answers_and_counts_the_confident_ones()
    {
        string data = DrawnFiles.Csv(folder, 10), json = folder.File("e.json");
        Shell shell = Shell.Run("evaluate", "--data", data, "--model", "fast", "--split", "all", "--class-prior", "uniform",
            "--min-confidence", "0.6", "--json", json);
        Assert.True(shell.Code == 0, shell.Error);

        FerDataset faces = FerDataset.Load(data);
        using EmotionPredictor predictor =
            EmotionPredictor.CreateFast(new EmotionPredictorOptions { ClassPrior = ClassPrior.Uniform, MinConfidence = 0.6 });
        (Emotion Label, EmotionPrediction Answer)[] answers =
            [.. Enumerable.Range(0, faces.Count).Select(face => (faces.Label(face), predictor.PredictPatch(faces.Pixels(face))))];
        double right = answers.Count(one => one.Answer.Emotion == one.Label) / (double)faces.Count;
        Assert.Equal(right, JsonDocument.Parse(File.ReadAllText(json)).RootElement.GetProperty("accuracy").GetDouble(), 1e-9);
        (Emotion Label, EmotionPrediction Answer)[] confident = [.. answers.Where(one => !one.Answer.IsUncertain)];
        Assert.InRange(confident.Length, 1, faces.Count - 1);
        double rightOfThese = 100.0 * confident.Count(one => one.Answer.Emotion == one.Label) / confident.Length;
        Assert.Contains(
            Invariant($"With a confidence of at least 0.6: {confident.Length} of {faces.Count} answers ") +
            Invariant($"({100.0 * confident.Length / faces.Count:0.0} %); of these {rightOfThese:0.0} % are right."),
            shell.Output, StringComparison.Ordinal);
    }
}
