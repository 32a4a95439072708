using FerNet.Data;

namespace FerNet.Tests.Public;

/// <summary>The real FER2013, where it is at hand.</summary>
public class Fer2013Tests
{
    [Fact]
    public void The_published_counts_are_found()
    {
        FerDataset faces = FerDataset.Load(SharedData.Path("fer2013.csv.gz"));

        Assert.Equal([3_995, 436, 4_097, 7_215, 4_830, 3_171, 4_965],
            EmotionExtensions.All.Select(emotion => faces.Counts[emotion, DatasetSplit.Training]));
        Assert.Equal([467, 56, 496, 895, 653, 415, 607],
            EmotionExtensions.All.Select(emotion => faces.Counts[emotion, DatasetSplit.PublicTest]));
        Assert.Equal([70, 80, 82, 72, 58], faces.Pixels(0)[..5].ToArray());
        Assert.True(faces.HasVotes);
        Assert.InRange(faces.FerPlusAgreement!.Value, 0.62, 0.66);
        Assert.Empty(faces.LoadReport.Warnings);
        Assert.Equal([4, 0, 0, 1, 3, 2, 0, 0, 0, 0], faces.Votes(0).ToArray());
        // Some of its faces have duplicates in the training split: a fair test leaves them out.
        Assert.InRange(faces.PublicTest.ExceptDuplicatesOf(faces.Training).Count, 3_000, 3_588);
    }
}
