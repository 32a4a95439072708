using System.Globalization;
using System.Text;

namespace FerNet.Data;

/// <summary>The number of faces of each emotion in each split of a dataset. Immutable; thread-safe.</summary>
public sealed class FaceCounts
{
    private const int Splits = 3;

    // The row after the seven emotions counts faces without a label.
    private readonly int[,] counts = new int[EmotionExtensions.Count + 1, Splits];

    internal FaceCounts(ReadOnlySpan<FaceRecord> faces)
    {
        foreach (FaceRecord face in faces) counts[Math.Min(face.Label, (byte)EmotionExtensions.Count), (int)face.Split]++;
    }

    /// <summary>Faces of one emotion in one split.</summary>
    /// <param name="emotion">One of the seven.</param>
    /// <param name="split">One of the three.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such emotion or split.</exception>
    public int this[Emotion emotion, DatasetSplit split]
    {
        get
        {
            _ = emotion.Name();
            return counts[(int)emotion, Checked(split)];
        }
    }

    /// <summary>All faces.</summary>
    public int Total => Sum(DatasetSplit.Training) + Sum(DatasetSplit.PublicTest) + Sum(DatasetSplit.PrivateTest);

    /// <summary>Faces without a label in all splits: either 0 or all faces.</summary>
    public int Unlabeled => Row(EmotionExtensions.Count);

    /// <summary>Faces of one emotion in all splits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such emotion.</exception>
    public int this[Emotion emotion]
    {
        get
        {
            _ = emotion.Name();
            return Row((int)emotion);
        }
    }

    /// <summary>Faces of one split, with or without a label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such split.</exception>
    public int this[DatasetSplit split] => Sum((DatasetSplit)Checked(split));

    /// <summary>
    /// The emotions without faces in a split: a network cannot learn them from it, and an evaluation on it does not measure them. Empty
    /// where the split has no faces, or the faces have no labels.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such split.</exception>
    public IReadOnlyList<Emotion> MissingFrom(DatasetSplit split) => this[split] == 0 || Unlabeled > 0
        ? [] : Array.AsReadOnly(EmotionExtensions.All.Where(emotion => this[emotion, split] == 0).ToArray());

    /// <summary>The counts as a table: a line for each emotion, a column for each split, sums at the edges.</summary>
    public override string ToString()
    {
        StringBuilder countsTable = new();
        countsTable.Append(CultureInfo.InvariantCulture, $"{"",-10}{"training",12}{"public test",14}{"private test",14}{"all",12}");
        for (int label = 0; label < EmotionExtensions.Count && Unlabeled == 0; label++)
            AddLine(EmotionExtensions.Names[label], split => counts[label, (int)split]);
        AddLine("all", Sum);
        return countsTable.ToString();

        void AddLine(string name, Func<DatasetSplit, int> count)
        {
            (int training, int publicTest, int privateTest) =
                (count(DatasetSplit.Training), count(DatasetSplit.PublicTest), count(DatasetSplit.PrivateTest));
            countsTable.AppendLine();
            countsTable.Append(
                Invariant($"{name,-10}{training,12:N0}{publicTest,14:N0}{privateTest,14:N0}{training + publicTest + privateTest,12:N0}"));
        }
    }

    private static int Checked(DatasetSplit split) => (uint)split < Splits ? (int)split : throw new ArgumentOutOfRangeException(
        nameof(split), split, $"{(int)split} is not a split; there are Training (0), PublicTest (1) and PrivateTest (2).");

    private int Row(int label) => counts[label, 0] + counts[label, 1] + counts[label, 2];

    private int Sum(DatasetSplit split) => Enumerable.Range(0, EmotionExtensions.Count + 1).Sum(label => counts[label, (int)split]);
}
