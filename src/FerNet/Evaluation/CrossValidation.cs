namespace FerNet.Evaluation;

/// <summary>The result of several training runs, each validated on another part of the faces. Immutable.</summary>
public sealed record CrossValidation
{
    /// <summary>The figures of each part, with the model that was not trained on it.</summary>
    public required IReadOnlyList<EmotionMetrics> Folds { get; init; }

    /// <summary>
    /// The evaluation of all faces in the order of the dataset, each with the model that was not trained on it.
    /// <see cref="LabelQuality.FindErrors"/> takes its probabilities.
    /// </summary>
    public required EmotionEvaluation OutOfFold { get; init; }

    /// <summary>Mean accuracy of the parts, 0 to 1.</summary>
    public double MeanAccuracy => Folds.Average(fold => fold.Accuracy);

    /// <summary>Standard deviation of the accuracies of the parts, 0 or more.</summary>
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
        Invariant($"{Folds.Count} folds of {OutOfFold.Faces.Count:N0} faces: accuracy {MeanAccuracy:P2}, standard deviation ") +
        Invariant($"{AccuracyStandardDeviation:P2}; {string.Join(", ", Folds.Select(fold => Invariant($"{fold.Accuracy:P2}")))}");
}
