namespace FerNet.Evaluation;

/// <summary>What several trainings gave, each validated on another part of the faces. Immutable.</summary>
public sealed record CrossValidation
{
    /// <summary>The figures of each part, on the model that had not learned from it.</summary>
    public required IReadOnlyList<EmotionMetrics> Folds { get; init; }

    /// <summary>
    /// All faces in the order of the dataset, each answered by the model that had not learned from it: the figures of the whole, the
    /// mistakes, and the probabilities that <see cref="LabelQuality.FindErrors"/> takes.
    /// </summary>
    public required EmotionEvaluation OutOfFold { get; init; }

    /// <summary>Mean accuracy of the parts, 0 to 1.</summary>
    public double MeanAccuracy => Folds.Average(fold => fold.Accuracy);

    /// <summary>Standard deviation of the parts' accuracies, from 0.</summary>
    public double AccuracyStandardDeviation
    {
        get
        {
            double mean = MeanAccuracy;
            return Math.Sqrt(Folds.Sum(fold => (fold.Accuracy - mean) * (fold.Accuracy - mean)) / Math.Max(1, Folds.Count - 1));
        }
    }

    /// <summary>One line: the accuracy of the parts, with mean and standard deviation.</summary>
    public override string ToString() =>
        Invariant($"{Folds.Count} parts of {OutOfFold.Faces.Count:N0} faces: accuracy {MeanAccuracy:P2}, standard deviation ") +
        Invariant($"{AccuracyStandardDeviation:P2}; {string.Join(", ", Folds.Select(fold => Invariant($"{fold.Accuracy:P2}")))}");
}
