namespace FerNet.Evaluation;

/// <summary>Metrics of classification: the base of <see cref="EmotionMetrics"/> and <see cref="ValenceMetrics"/>.</summary>
/// <remarks>
/// The predicted class is the most probable one, or the first of equally probable ones. A macro average is the unweighted mean over the
/// classes that occur as true or predicted class. Immutable; thread-safe.
/// </remarks>
public abstract class ClassificationMetrics
{
    private readonly EvaluationCounts tally;

    private protected ClassificationMetrics(EvaluationCounts tally)
    {
        this.tally = tally;
        ConfusionMatrix = new ConfusionMatrix(tally.Names, tally.Counts);
        PerClass = Array.AsReadOnly(Enumerable.Range(0, ConfusionMatrix.Size).Select(MetricsOf).ToArray());
        CalibrationBins = Array.AsReadOnly(tally.Calibration.Bins());
    }

    /// <summary>The number of faces that were evaluated; at least 1.</summary>
    public int Count => tally.Count;

    /// <summary>Share of the faces that were recognized, 0 to 1.</summary>
    public double Accuracy => Ratio.OrZero(ConfusionMatrix.Correct, Count);

    /// <summary>Share of the faces whose true class is one of the two most probable ones, 0 to 1.</summary>
    public double Top2Accuracy => Ratio.OrZero(tally.Top2Correct, Count);

    /// <summary>Mean precision of the classes, 0 to 1.</summary>
    public double MacroPrecision => Macro(metrics => metrics.Precision);

    /// <summary>Mean recall of the classes, 0 to 1; also called balanced accuracy.</summary>
    public double MacroRecall => Macro(metrics => metrics.Recall);

    /// <summary>Mean F1 of the classes, 0 to 1.</summary>
    public double MacroF1 => Macro(metrics => metrics.F1);

    /// <summary>
    /// Mean of -ln(probability of the true class), in nats; 0 is perfect, and equal probabilities give ln(classes). A probability below
    /// 1e-15 counts as 1e-15, as in ML.NET.
    /// </summary>
    public double LogLoss => tally.LossSum / Count;

    /// <summary>
    /// Agreement beyond chance, (a - c) / (1 - c), where a is the accuracy and c the expected accuracy of a random classifier that predicts
    /// each class as often; at most 1, and 0 for such a classifier.
    /// </summary>
    /// <remarks>Source: Cohen, "A Coefficient of Agreement for Nominal Scales", 1960.</remarks>
    public double CohenKappa
    {
        get
        {
            double chance = PerClass.Sum(metrics => Ratio.OrZero(metrics.Support, Count) * Ratio.OrZero(metrics.Predicted, Count));
            return chance < 1 ? (Accuracy - chance) / (1 - chance) : 1;
        }
    }

    /// <summary>
    /// Mean absolute difference of confidence and accuracy over <see cref="CalibrationBins"/>, weighted by their faces, 0 (calibrated) to
    /// 1.
    /// </summary>
    /// <remarks>Source: Guo et al., "On Calibration of Modern Neural Networks", arXiv:1706.04599, equation 3.</remarks>
    public double ExpectedCalibrationError =>
        CalibrationBins.Sum(bin => Ratio.OrZero(bin.Count, Count) * Math.Abs(bin.Accuracy - bin.Confidence));

    /// <summary>Fifteen intervals of equal width, from 0 to 1, of the highest probability.</summary>
    public IReadOnlyList<CalibrationBin> CalibrationBins { get; }

    /// <summary>Counts by true (rows) and predicted (columns) class.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>Precision, recall, F1 and support of each class, in label order.</summary>
    public IReadOnlyList<ClassMetrics> PerClass { get; }

    /// <summary>A table of several lines: the overall figures, then those of each class.</summary>
    public override string ToString() => MetricsText.Table(this);

    private double Macro(Func<ClassMetrics, double> figure) =>
        PerClass.Where(metrics => metrics.Support + metrics.Predicted > 0).Average(figure);

    private ClassMetrics MetricsOf(int label) => new()
    {
        Name = ConfusionMatrix.Names[label],
        Support = ConfusionMatrix.RowSum(label),
        Predicted = ConfusionMatrix.ColumnSum(label),
        Correct = ConfusionMatrix[label, label],
    };
}
