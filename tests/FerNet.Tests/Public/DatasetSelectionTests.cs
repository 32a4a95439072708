using CsCheck;
using FerNet.Data;
using FerNet.Tests.Data;
using FerNet.Tests.Support;

namespace FerNet.Tests.Public;

/// <summary>Parts, joins, orders and splits of a dataset.</summary>
public class DatasetSelectionTests
{
    private static readonly FerDataset Faces = Dataset(0, 120);

    [Fact]
    public void Chosen_faces_keep_everything_of_theirs()
    {
        FerDataset chosen = Faces.Select([7, 3, 7]);
        Assert.Equal([8, 4, 8], Rows(chosen));
        Assert.Equal(Tables.Pixels(3), chosen.Pixels(1).ToArray());
        FerDataset happy = Faces.Where(i => Faces.Label(i) == Emotion.Happy);
        Assert.Equal(Faces.Counts[Emotion.Happy], happy.Count);
        Assert.All(Enumerable.Range(0, happy.Count), i => Assert.Equal(Emotion.Happy, happy.Label(i)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Select([120]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Select([-1]));
    }

    [Fact]
    public void Joined_datasets_follow_each_other()
    {
        FerDataset joined = Faces.Concat(Dataset(500, 30));
        Assert.Equal(150, joined.Count);
        Assert.Equal(Tables.Pixels(500), joined.Pixels(120).ToArray());
        Assert.Equal(Faces.Counts.Total + 30, joined.Counts.Total);
        Assert.False(joined.HasVotes);
        Assert.Same(Faces, Faces.Concat(Faces.Where(_ => false)));
    }

    [Fact]
    public void A_shuffled_dataset_holds_every_face_once()
    {
        FerDataset shuffled = Faces.Shuffle(3);
        Assert.NotEqual(Rows(Faces), Rows(shuffled));
        Assert.Equal(Rows(Faces), Rows(shuffled).Order());
        Assert.Equal(Rows(shuffled), Rows(Faces.Shuffle(3)));
        Assert.NotEqual(Rows(shuffled), Rows(Faces.Shuffle(4)));
    }

    [Fact]
    public void A_stratified_split_has_the_same_shares_everywhere()
    {
        FerDataset split = Dataset(0, 700).StratifiedSplit(seed: 5, training: 0.6, publicTest: 0.2);
        Assert.All(EmotionExtensions.All, emotion => Assert.Equal((60, 20, 20), (
            split.Counts[emotion, DatasetSplit.Training], split.Counts[emotion, DatasetSplit.PublicTest],
            split.Counts[emotion, DatasetSplit.PrivateTest])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.StratifiedSplit(1, 0.9, 0.2));
    }

    [Fact]
    public void Every_face_is_held_out_once() => Gen.Select(
        Gen.Int[2, 9], Gen.Int[20, 90], Gen.Int[0, 1_000]).ForAll((folds, count, seed) =>
    {
        IReadOnlyList<FerDataset> parts = Dataset(0, count).KFold(folds, seed);
        Assert.Equal(folds, parts.Count);
        Assert.Equal(Enumerable.Range(1, count), parts.SelectMany(part => Rows(part.PublicTest)).Order());
        Assert.All(parts, part => Assert.Equal(count, part.Training.Count + part.PublicTest.Count));
        int[] sizes = [.. parts.Select(part => part.PublicTest.Count)];
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 7);
        foreach (Emotion emotion in EmotionExtensions.All)
        {
            int[] own = [.. parts.Select(part => part.Counts[emotion, DatasetSplit.PublicTest])];
            Assert.InRange(own.Max() - own.Min(), 0, 1);
        }
    });

    [Fact]
    public void Groups_are_not_divided() => Gen.Select(Gen.Int[2, 6], Gen.Int[7, 30], Gen.Int[0, 1_000]).ForAll((folds, people, seed) =>
    {
        FerDataset faces = Dataset(0, 100);
        string Person(int index) => $"person {index % people}";
        IReadOnlyList<FerDataset> parts = faces.KFold(folds, seed, Person);
        Assert.Equal(Enumerable.Range(1, 100), parts.SelectMany(part => Rows(part.PublicTest)).Order());
        string[][] held = [.. parts.Select(part => Rows(part.PublicTest).Select(row => Person(row - 1)).Distinct().ToArray())];
        Assert.Equal(held.Sum(names => names.Length), held.SelectMany(names => names).Distinct().Count());
    });

    [Fact]
    public void Too_many_parts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.KFold(1));
        Assert.StartsWith("folds is 121, but there are 120 faces; use at most 120 folds.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Faces.KFold(121)).Message, StringComparison.Ordinal);
        Assert.StartsWith("folds is 3, but there are 2 groups of faces; use at most 2 folds.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Faces.KFold(3, group: i => i < 50 ? "a" : "b")).Message,
            StringComparison.Ordinal);
    }

    private static FerDataset Dataset(int first, int count) => FerDataset.FromFaces(
        Enumerable.Range(first, count).SelectMany(Tables.Pixels).ToArray(),
        [.. Enumerable.Range(0, count).Select(row => (Emotion)(row % 7))],
        [.. Enumerable.Range(0, count).Select(row => (DatasetSplit)(row % 3))]);

    private static int[] Rows(FerDataset faces) => [.. Enumerable.Range(0, faces.Count).Select(faces.RowNumber)];
}
