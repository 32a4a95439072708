using FerNet.Evaluation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Tests.Evaluation;

public class MachineLearningNetTests
{
    [Fact]
    public void Accuracy_log_loss_and_confusion_equal_those_of_ML_NET()
    {
        (Emotion[] labels, float[] probabilities) = Answers.Random(9, 500);
        EmotionMetrics metrics = EmotionMetrics.From(labels, probabilities);

        MLContext context = new(1);
        Row[] rows = [.. labels.Select((label, i) => new Row { Label = (uint)label, Score = probabilities[(i * 7)..((i + 1) * 7)] })];
        foreach (Row row in rows) row.PredictedLabel = (uint)Array.IndexOf(row.Score, row.Score.Max());
        MulticlassClassificationMetrics theirs =
            context.MulticlassClassification.Evaluate(context.Data.LoadFromEnumerable(rows), topKPredictionCount: 2);

        Assert.Equal(theirs.MicroAccuracy, metrics.Accuracy, 5e-10);
        Assert.Equal(theirs.MacroAccuracy, metrics.MacroRecall, 5e-10);
        Assert.Equal(theirs.TopKAccuracy, metrics.Top2Accuracy, 5e-10);
        Assert.Equal(theirs.LogLoss, metrics.LogLoss, 5e-7);
        for (int label = 0; label < 7; label++)
        {
            for (int predicted = 0; predicted < 7; predicted++)
                Assert.Equal(theirs.ConfusionMatrix.GetCountForClassPair(predicted, label), metrics.ConfusionMatrix[label, predicted]);
            Assert.Equal(theirs.ConfusionMatrix.PerClassPrecision[label], metrics.PerClass[label].Precision, 5e-10);
        }
    }

    private sealed class Row
    {
        [KeyType(7)]
        public uint Label { get; set; }

        [KeyType(7)]
        public uint PredictedLabel { get; set; }

        [VectorType(7)]
        public float[] Score { get; set; } = [];
    }
}
