using System.Text;
using FerNet.Evaluation;
using FerNet.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Evaluation;

public class ModelEvaluationTests
{
    [Fact]
    public void A_model_is_judged_by_its_own_scores()
    {
        using EmotionModel model = SmallModel.Load();
        FerDataset test = SmallModel.Faces.PublicTest;
        EmotionEvaluation evaluation = EmotionEvaluation.Evaluate(model, test);

        Assert.Equal(model.Score(test), evaluation.Probabilities.ToArray());
        Assert.Same(test, evaluation.Faces);
        Assert.Equal(test.Count, evaluation.Metrics.Count);
        Assert.All(EmotionExtensions.All, emotion => Assert.Equal(test.Counts[emotion], evaluation.Metrics[emotion].Support));
        Assert.Equal(evaluation.Metrics.ToJson(), model.Evaluate(test).ToJson());
        Assert.Equal(test.Count - evaluation.Metrics.ConfusionMatrix.Correct, evaluation.Mistakes(test.Count).Count);
        Assert.All(evaluation.Mistakes(test.Count), mistake => Assert.Equal(test.Label(mistake.FaceIndex), mistake.Label));
    }

    [Fact]
    public void Faces_without_labels_and_no_faces_at_all_are_refused()
    {
        using EmotionModel model = SmallModel.Load();
        using TemporaryFolder folder = new();
        string blank = string.Join(' ', Enumerable.Repeat("0", FacePatch.PixelCount));
        FerDataset unlabeled = FerDataset.Load(folder.Write("test.csv", Encoding.ASCII.GetBytes($"pixels\n{blank}\n")));
        Assert.Throws<InvalidOperationException>(() => model.Evaluate(unlabeled));
        Assert.Contains("no faces", Assert.Throws<ArgumentException>(() => model.Evaluate(SmallModel.Faces.PrivateTest)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Probabilities_are_copied()
    {
        FerDataset faces = FerDataset.FromFaces(new byte[FacePatch.PixelCount], [Emotion.Sad]);
        float[] row = Answers.Row(Emotion.Sad);
        EmotionEvaluation evaluation = EmotionEvaluation.Evaluate(faces, row);
        row.AsSpan().Clear();
        Assert.Equal(Answers.Row(Emotion.Sad), evaluation.Probabilities.ToArray());
    }
}
