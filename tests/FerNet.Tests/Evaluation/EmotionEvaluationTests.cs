using CsCheck;
using FerNet.Evaluation;
using FerNet.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Evaluation;

public class EmotionEvaluationTests
{
    [Fact]
    public void A_curve_by_hand()
    {
        // Happy by falling probability: .9 happy, .6 sad, .6 happy, .1 sad; equal probabilities enter together.
        EmotionEvaluation evaluation = Of(
            [Emotion.Happy, Emotion.Sad, Emotion.Happy, Emotion.Sad],
            [
                .. Answers.Row(Emotion.Happy, 0.9f, Emotion.Sad), .. Answers.Row(Emotion.Happy, 0.6f, Emotion.Sad),
                .. Answers.Row(Emotion.Happy, 0.6f, Emotion.Sad), .. Answers.Row(Emotion.Happy, 0.1f, Emotion.Sad),
            ]);
        IReadOnlyList<PrecisionRecallPoint> points = evaluation.PrecisionRecall(Emotion.Happy);
        Assert.Equal([(1, 0.5), (2 / 3.0, 1), (0.5, 1)], points.Select(point => (point.Precision, point.Recall)));
        Assert.Equal([0.9f, 0.6f, 0.1f], points.Select(point => (float)point.Threshold));
        Assert.Equal((0.5 * 1) + (0.5 * 2 / 3), evaluation.AveragePrecision(Emotion.Happy), 5e-13);
        Assert.Empty(evaluation.PrecisionRecall(Emotion.Fear));
        Assert.Equal(0, evaluation.AveragePrecision(Emotion.Fear));
    }

    [Fact]
    public void Every_point_equals_a_count_over_all_faces() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 40], Gen.Int[0, 6]).ForAll((seed, count, label) =>
        {
            (Emotion[] labels, float[] probabilities) = Answers.Random(seed, count);
            Emotion emotion = (Emotion)label;
            foreach (PrecisionRecallPoint point in Of(labels, probabilities).PrecisionRecall(emotion))
            {
                bool[] taken = [.. labels.Select((_, face) => probabilities[(face * 7) + label] >= point.Threshold)];
                int hits = taken.Where((isTaken, face) => isTaken && labels[face] == emotion).Count();
                Assert.Equal(hits / (double)taken.Count(t => t), point.Precision, 5e-13);
                Assert.Equal(hits / (double)labels.Count(l => l == emotion), point.Recall, 5e-13);
            }
        });

    [Fact]
    public void Mistakes_come_with_the_surest_first()
    {
        EmotionEvaluation evaluation = Of(
            [Emotion.Happy, Emotion.Sad, Emotion.Fear],
            [.. Answers.Row(Emotion.Happy), .. Answers.Row(Emotion.Neutral, 0.7f, Emotion.Sad),
                .. Answers.Row(Emotion.Surprise, 0.8f, Emotion.Fear)]);
        Assert.Equal(
            [
                new EmotionMistake { FaceIndex = 2, RowNumber = 3, Label = Emotion.Fear, Predicted = Emotion.Surprise, Confidence = 0.8f },
                new EmotionMistake { FaceIndex = 1, RowNumber = 2, Label = Emotion.Sad, Predicted = Emotion.Neutral, Confidence = 0.7f },
            ],
            evaluation.Mistakes(10));
        Assert.Single(evaluation.Mistakes(1));
        Assert.Empty(evaluation.Mistakes(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluation.Mistakes(-1));
        Assert.Throws<ArgumentNullException>(() => EmotionEvaluation.Evaluate(null!, (ReadOnlySpan<float>)[]));
        Assert.Throws<ArgumentNullException>(() => EmotionEvaluation.Evaluate(null!, evaluation.Faces));
    }

    private static EmotionEvaluation Of(Emotion[] labels, float[] probabilities) =>
        EmotionEvaluation.Evaluate(FerDataset.FromFaces(new byte[labels.Length * FacePatch.PixelCount], labels), probabilities);
}
