namespace FerNet;

/// <summary>
/// One point of a precision-recall curve: what happens when an emotion is named wherever its probability reaches a threshold. Immutable.
/// </summary>
/// <param name="Threshold">The lowest probability that counts, 0 to 1.</param>
/// <param name="Precision">Share of the faces reaching it that truly show the emotion, 0 to 1.</param>
/// <param name="Recall">Share of the emotion's faces that reach it, 0 to 1.</param>
public readonly record struct PrecisionRecallPoint(double Threshold, double Precision, double Recall);
