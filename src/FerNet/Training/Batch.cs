namespace FerNet.Training;

/// <summary>What one step reads, in plain arrays.</summary>
/// <param name="Pixels">Standardized gray levels [crops * count, 1, size, size]: the first crops of all faces, then the second
/// ones.</param>
/// <param name="Targets">What the seven probabilities should be, times the weight of the face [count, 7].</param>
/// <param name="Votes">Shares of the ten FER+ votes [count, 10]; null where they are not learned. A row of zeros counts for
/// nothing.</param>
/// <param name="Labels">The label of each face; of two mixed faces, the heavier one's.</param>
/// <param name="Size">Width and height of the crops.</param>
internal sealed record Batch(float[] Pixels, float[] Targets, float[]? Votes, int[] Labels, int Size)
{
    public int Count => Labels.Length;

    /// <summary>Crops of each face, 1 or 2.</summary>
    public int Crops => Pixels.Length / (Count * Size * Size);
}
