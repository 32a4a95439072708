namespace FerNet;

/// <summary>
/// Faces whose highest probability lies in one interval: how sure the network was, and how often it was right. Immutable.
/// </summary>
/// <param name="Above">The interval's lower end, 0 to 1; not part of it.</param>
/// <param name="UpTo">The interval's upper end, 0 to 1; part of it.</param>
/// <param name="Count">Faces in the interval.</param>
/// <param name="Confidence">Their mean highest probability, 0 to 1; 0 where there are none.</param>
/// <param name="Accuracy">The share of them that was recognized, 0 to 1; 0 where there are none.</param>
public readonly record struct CalibrationBin(double Above, double UpTo, int Count, double Confidence, double Accuracy);
