namespace FerNet.Evaluation;

/// <summary>How well one class, an emotion or a group of emotions, was recognized. Immutable.</summary>
public sealed record ClassMetrics
{
    /// <summary>The class, in lower case: "angry" to "neutral", or "negative", "neutral", "positive".</summary>
    public required string Name { get; init; }

    /// <summary>Faces that truly are of the class.</summary>
    public required int Support { get; init; }

    /// <summary>Faces that were taken for the class.</summary>
    public required int Predicted { get; init; }

    /// <summary>Faces of the class that were recognized.</summary>
    public required int Correct { get; init; }

    /// <summary>Correct / Predicted, 0 to 1; 0 where nothing was taken for the class.</summary>
    public double Precision => Evaluation.Ratio.OrZero(Correct, Predicted);

    /// <summary>Correct / Support, 0 to 1; 0 where no face is of the class.</summary>
    public double Recall => Evaluation.Ratio.OrZero(Correct, Support);

    /// <summary>The harmonic mean of precision and recall, 2 Correct / (Support + Predicted), 0 to 1; 0 where both are 0.</summary>
    public double F1 => Evaluation.Ratio.OrZero(2.0 * Correct, Support + (double)Predicted);
}
