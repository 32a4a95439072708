using FerNet.Data;
using FerNet.Imaging;
using FerNet.Tests.Data;

namespace FerNet.Tests.Public;

public class FerDatasetTests
{
    private static readonly FerDataset Faces = FerDataset.FromFaces(
        Enumerable.Range(0, 100).SelectMany(Tables.Pixels).ToArray(),
        [.. Enumerable.Range(0, 100).Select(row => (Emotion)(row % 7))],
        [.. Enumerable.Range(0, 100).Select(row => (DatasetSplit)(row % 3))]);

    [Fact]
    public void Faces_in_memory_are_kept_as_given()
    {
        Assert.Equal(Tables.Pixels(42), Faces.Pixels(42).ToArray());
        Assert.Equal((Emotion.Angry, DatasetSplit.Training, 43), (Faces.Label(42), Faces.Split(42), Faces.RowNumber(42)));
    }

    [Fact]
    public void Counts_add_up()
    {
        Assert.Equal(100, Faces.Counts.Total);
        Assert.Equal(34, Faces.Counts[DatasetSplit.Training]);
        Assert.Equal(14, Faces.Counts[Emotion.Neutral]);
        Assert.Equal(Enumerable.Range(0, 100).Count(row => row % 7 == 3 && row % 3 == 1),
            Faces.Counts[Emotion.Happy, DatasetSplit.PublicTest]);
        string[] lines = Faces.Counts.ToString().Split(Environment.NewLine);
        Assert.Equal(9, lines.Length);
        Assert.Equal(["all", "34", "33", "33", "100"], lines[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Single(lines.Select(line => line.Length).Distinct());
    }

    [Fact]
    public void A_split_keeps_order_rows_and_pixels()
    {
        FerDataset part = Faces.PublicTest;
        Assert.Equal(33, part.Count);
        Assert.Equal((5, DatasetSplit.PublicTest), (part.RowNumber(1), part.Split(1)));
        Assert.Equal(Tables.Pixels(4), part.Pixels(1).ToArray());
        Assert.Same(part, part.PublicTest);
        Assert.Equal(0, part.Training.Count);
    }

    [Fact]
    public void Taking_keeps_the_share_of_each_emotion_and_the_order()
    {
        FerDataset many = FerDataset.FromFaces(new byte[1_000 * FacePatch.PixelCount],
            [.. Enumerable.Range(0, 1_000).Select(row => row < 20 ? Emotion.Disgust : row < 720 ? Emotion.Happy : Emotion.Sad)]);
        FerDataset taken = many.Take(100);
        Assert.Equal((2, 70, 28), (taken.Counts[Emotion.Disgust], taken.Counts[Emotion.Happy], taken.Counts[Emotion.Sad]));
        Assert.Equal(Rows(taken).Order(), Rows(taken));
        Assert.NotEqual(Enumerable.Range(21, 70), Rows(taken).Skip(2).Take(70));
        Assert.Equal(Rows(taken), Rows(many.Take(100)));
        Assert.NotEqual(Rows(taken), Rows(many.Take(100, seed: 2)));
        Assert.Equal(3, EmotionExtensions.All.Count(emotion => many.Take(3).Counts[emotion] == 1));
        Assert.Same(Faces, Faces.Take(1_000));
        Assert.Equal(0, Faces.Take(0).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Take(-1));
    }

    [Fact]
    public void Emotions_without_a_face_are_named_for_each_split()
    {
        FerDataset faces = FerDataset.FromFaces(new byte[3 * FacePatch.PixelCount], [Emotion.Happy, Emotion.Sad, Emotion.Happy],
            [DatasetSplit.Training, DatasetSplit.Training, DatasetSplit.PublicTest]);
        Assert.Equal([Emotion.Angry, Emotion.Disgust, Emotion.Fear, Emotion.Surprise, Emotion.Neutral],
            faces.Counts.MissingFrom(DatasetSplit.Training));
        Assert.Equal(6, faces.Counts.MissingFrom(DatasetSplit.PublicTest).Count);
        Assert.Empty(faces.Counts.MissingFrom(DatasetSplit.PrivateTest));
    }

    [Fact]
    public void A_random_split_deals_each_face_once_and_depends_on_the_seed_alone()
    {
        FerDataset dealt = Faces.RandomSplit(7);
        Assert.Equal((80, 10, 10), (dealt.Training.Count, dealt.PublicTest.Count, dealt.PrivateTest.Count));
        Assert.Equal(Rows(Faces), Rows(dealt));
        Assert.Equal(dealt.Digest, Faces.RandomSplit(7).Digest);
        Assert.NotEqual(dealt.Digest, Faces.RandomSplit(8).Digest);
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.RandomSplit(1, 0.8, 0.3));
    }

    [Fact]
    public void The_digest_sees_labels_splits_and_pixels()
    {
        byte[] pixels = Tables.Pixels(1);
        string digest = FerDataset.FromFaces(pixels, [Emotion.Sad]).Digest;
        Assert.Matches("^[0-9a-f]{64}$", digest);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([4, 0, .. pixels])), digest);
        Assert.NotEqual(digest, FerDataset.FromFaces(pixels, [Emotion.Happy]).Digest);
        Assert.NotEqual(digest, FerDataset.FromFaces(pixels, [Emotion.Sad], [DatasetSplit.PublicTest]).Digest);
    }

    [Fact]
    public void Twins_are_dropped_whatever_their_label()
    {
        byte[] pixels = [.. Tables.Pixels(3), .. Tables.Pixels(500), .. Tables.Pixels(4)];
        pixels[^1] ^= 1;
        FerDataset others = FerDataset.FromFaces(pixels, [Emotion.Fear, Emotion.Fear, Emotion.Fear]);
        Assert.Equal([2, 3], Rows(others.ExceptDuplicatesOf(Faces)));
        Assert.Equal(0, Faces.ExceptDuplicatesOf(Faces).Count);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FerDataset.FromFaces(new byte[2303], [Emotion.Sad]));
        Assert.Throws<ArgumentException>(() => FerDataset.FromFaces(new byte[2304], [Emotion.Sad], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => FerDataset.FromFaces(new byte[2304], [(Emotion)7]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FerDataset.FromFaces(new byte[2304], [Emotion.Sad], [(DatasetSplit)3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Label(100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Pixels(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Where((DatasetSplit)3));
    }

    private static IEnumerable<int> Rows(FerDataset faces) => Enumerable.Range(0, faces.Count).Select(faces.RowNumber);
}
