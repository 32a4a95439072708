namespace FerNet.Evaluation;

/// <summary>Metrics of one class: an emotion or a group of emotions. Immutable.</summary>
public sealed record ClassMetrics
{
    /// <summary>The class, in lower case: "angry" to "neutral", or "negative", "neutral", "positive".</summary>
    public required string Name { get; init; }

    /// <summary>Faces with the class as their label.</summary>
    public required int Support { get; init; }

    /// <summary>Faces for which the class was predicted.</summary>
    public required int Predicted { get; init; }

    /// <summary>Faces of the class that were recognized.</summary>
    public required int Correct { get; init; }

    /// <summary>Correct / Predicted, 0 to 1; 0 where the class was never predicted.</summary>
    public double Precision => Evaluation.Ratio.OrZero(Correct, Predicted);

    /// <summary>Correct / Support, 0 to 1; 0 where no face has the class as its label.</summary>
    public double Recall => Evaluation.Ratio.OrZero(Correct, Support);

    /// <summary>The harmonic mean of precision and recall, 2 Correct / (Support + Predicted), 0 to 1; 0 where both are 0.</summary>
    public double F1 => Evaluation.Ratio.OrZero(2.0 * Correct, Support + (double)Predicted);
}
