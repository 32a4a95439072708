using FerNet.Data;
using FerNet.Data.Quality;
using FerNet.Drawing;
using FerNet.Imaging;

namespace FerNet.Tests.Data.Quality;

public class DatasetQualityTests
{
    private static readonly byte[][] Faces =
        [.. Enumerable.Range(0, 40).Select(i => DrawnFaces.Patch((Emotion)(i % 7), 100 + i))];

    [Fact]
    public void Equal_faces_are_grouped_and_their_splits_and_labels_compared()
    {
        byte[][] patches = [Faces[0], Faces[1], Faces[0], Faces[2], Faces[1], Faces[0]];
        DatasetQuality quality = DatasetQuality.Inspect(FerDataset.FromFaces([.. patches.SelectMany(patch => patch)],
            [Emotion.Happy, Emotion.Sad, Emotion.Happy, Emotion.Fear, Emotion.Angry, Emotion.Happy],
            [DatasetSplit.Training, DatasetSplit.Training, DatasetSplit.Training, DatasetSplit.Training, DatasetSplit.Training,
                DatasetSplit.PublicTest]));
        Assert.Equal(2, quality.Duplicates.Count);
        Assert.Equal([0, 2, 5], quality.Duplicates[0].FaceIndices);
        Assert.Equal((true, false), (quality.Duplicates[0].CrossesSplits, quality.Duplicates[0].LabelsDiffer));
        Assert.Equal([1, 4], quality.Duplicates[1].FaceIndices);
        Assert.Equal((false, true), (quality.Duplicates[1].CrossesSplits, quality.Duplicates[1].LabelsDiffer));
        Assert.Empty(quality.NearDuplicates);
        Assert.Contains("Duplicates: 2 groups, 5 faces; 1 across splits, 1 with different labels.", quality.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("Near duplicates: none.", quality.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nearly_equal_faces_are_found_whatever_their_brightness_and_noise()
    {
        byte[][] patches = [.. Faces, Brighter(Faces[3]), Noisy(Faces[7]), Noisy(Faces[7]), Faces[9], Noisy(Faces[9])];
        // A group holds the equal faces of its members too.
        Assert.Equal([[7, 41, 42], [9, 43, 44], [3, 40]], Inspect(patches).NearDuplicates.Select(group => group.FaceIndices));
    }

    [Fact]
    public void Pairs_are_those_that_comparing_all_with_all_finds()
    {
        byte[][] patches = [.. Faces, .. Faces.Take(12).Select(Noisy), .. Faces.Take(6).Select(Brighter)];
        PatchStatistics[] statistics = [.. patches.Select(patch => PatchStatistics.Compute(patch))];
        int[] expected =
        [
            .. Enumerable.Range(0, patches.Length).Where(one => Enumerable.Range(0, patches.Length).Any(other => other != one
                && PatchStatistics.Correlation(patches[one], statistics[one], patches[other], statistics[other]) >= 0.98)),
        ];
        Assert.InRange(expected.Length, 24, 40);
        Assert.Equal(expected, Inspect(patches).NearDuplicates.SelectMany(group => group.FaceIndices).Order());
    }

    [Fact]
    public void Blurred_dark_and_blank_faces_are_found_and_no_others()
    {
        byte[][] patches = [.. Faces];
        patches[4] = Blurred(patches[4], 3);
        patches[8] = [.. patches[8].Select(level => (byte)(level / 8))];
        patches[12] = [.. Enumerable.Repeat((byte)128, FacePatch.PixelCount)];
        DatasetQuality quality = Inspect(patches);
        Assert.Equal([4], quality.Blurred);
        Assert.Equal([8], quality.Dark);
        Assert.Contains(12, quality.LowContrast);
        Assert.Equal(12, quality.LowContrast[0]);
        Assert.DoesNotContain(4, quality.LowContrast);
        DatasetQuality none = Inspect(patches, new DatasetQualityOptions { MinSharpness = 0, MinBrightness = 0, MinContrast = 0 });
        Assert.Equal((0, 0, 0), (none.Blurred.Count, none.Dark.Count, none.LowContrast.Count));
    }

    [Fact]
    public void Limits_are_checked_and_a_search_can_be_stopped()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DatasetQualityOptions { MinBrightness = 256 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DatasetQualityOptions { NearDuplicateCorrelation = 0.5 });
        Assert.Throws<OperationCanceledException>(() => Inspect(Faces, null, new CancellationToken(canceled: true)));
    }

    private static DatasetQuality Inspect(
        byte[][] patches, DatasetQualityOptions? options = null, CancellationToken cancellationToken = default) => DatasetQuality.Inspect(
        FerDataset.FromFaces([.. patches.SelectMany(patch => patch)],
            [.. patches.Select((_, face) => (Emotion)(face % 7))]), options, cancellationToken);

    private static byte[] Brighter(byte[] patch) => [.. patch.Select(level => (byte)(20 + (level * 0.8)))];

    private static byte[] Noisy(byte[] patch)
    {
        Random random = new(patch[100]);
        return [.. patch.Select(level => (byte)Math.Clamp(level + random.Next(-6, 7), 0, 255))];
    }

    /// <summary>Each pixel the mean of its neighborhood, as often as is asked for.</summary>
    private static byte[] Blurred(byte[] patch, int times)
    {
        for (; times > 0; times--)
        {
            byte[] before = patch;
            patch = [.. patch.Select((_, at) => (byte)Enumerable.Range(0, 9).Average(i =>
                before[(Clamped((at / 48) + (i / 3) - 1) * 48) + Clamped((at % 48) + (i % 3) - 1)]))];
        }
        return patch;

        static int Clamped(int place) => Math.Clamp(place, 0, 47);
    }
}
