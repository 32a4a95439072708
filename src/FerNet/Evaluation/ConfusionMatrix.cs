namespace FerNet.Evaluation;

/// <summary>The number of faces for each pair of true class (rows) and predicted class (columns).</summary>
/// <remarks>
/// Immutable; thread-safe. The classes are the seven emotions or the three groups of <see cref="Valence"/>, in label order.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly int[] counts;

    internal ConfusionMatrix(IReadOnlyList<string> names, int[] counts)
    {
        Names = names;
        this.counts = counts;
    }

    /// <summary>The names of the classes, in lower case and label order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The number of classes: 7 or 3.</summary>
    public int Size => Names.Count;

    /// <summary>All faces.</summary>
    public int Total => counts.Sum();

    /// <summary>Faces on the diagonal: those that were recognized.</summary>
    public int Correct => Enumerable.Range(0, Size).Sum(label => this[label, label]);

    /// <summary>Faces of a true class for which the predicted class was answered.</summary>
    /// <param name="label">The true class: the number of an <see cref="Emotion"/> or <see cref="Valence"/>.</param>
    /// <param name="predicted">The predicted class.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int this[int label, int predicted] =>
        counts[(Checked(label, nameof(label)) * Size) + Checked(predicted, nameof(predicted))];

    /// <summary>Faces with a true class: the sum of a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int RowSum(int label) => Enumerable.Range(0, Size).Sum(predicted => this[label, predicted]);

    /// <summary>Faces with a predicted class: the sum of a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public int ColumnSum(int predicted) => Enumerable.Range(0, Size).Sum(label => this[label, predicted]);

    /// <summary>
    /// Share of the faces of a true class for which the predicted class was answered, 0 to 1; 0 where the class has no faces.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double RowShare(int label, int predicted) => Ratio.OrZero(this[label, predicted], RowSum(label));

    /// <summary>The counts as a table: a line for each true class, a column for each predicted class.</summary>
    public override string ToString() => MetricsText.Matrix(this);

    private int Checked(int index, string name) => (uint)index < (uint)Size ? index : throw new ArgumentOutOfRangeException(
        name, index, $"There is no class {index}; the {Size} classes run from 0 ({Names[0]}) to {Size - 1} ({Names[^1]}).");
}

/// <summary>Computes ratios; a ratio to 0 is 0.</summary>
internal static class Ratio
{
    public static double OrZero(double part, double whole) => whole > 0 ? part / whole : 0;
}
