using FerNet.Data;
using FerNet.Tests.Data;
using FerNet.Tests.Support;

namespace FerNet.Tests.Public;

public class FerDatasetLoadTests
{
    [Fact]
    public void A_missing_path_is_named()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => FerDataset.Load("/no/such/fer2013.csv"));
        Assert.StartsWith("/no/such/fer2013.csv: no such file or folder; ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_the_table_gives_the_table()
    {
        using TemporaryFolder folder = new();
        folder.Write("fer2013.csv.gz", Tables.Gzip(Tables.Bytes(Tables.Fer2013(8))));
        folder.Write("happy/1.png", "not even an image"u8);
        FerDataset faces = FerDataset.Load(folder.Path);
        Assert.Equal("fer2013.csv.gz: 8 faces (4 training, 2 public test, 2 private test)", faces.ToString());
    }

    [Fact]
    public void The_limit_draws_from_each_split_with_the_share_of_each_emotion()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(140)));
        FerDataset all = FerDataset.Load(path), faces = FerDataset.Load(path, new FerDatasetOptions { Limit = 14, Seed = 3 });
        Assert.Equal((14, 14, 14), (faces.Training.Count, faces.PublicTest.Count, faces.PrivateTest.Count));
        foreach (DatasetSplit split in Enum.GetValues<DatasetSplit>())
        {
            Assert.All(EmotionExtensions.All, emotion => Assert.Equal(2, faces.Counts[emotion, split]));
            Assert.Equal(all.Where(split).Take(14, seed: 3).Digest, faces.Where(split).Digest);
        }
        LeftOutGroup group = Assert.Single(faces.LoadReport.LeftOut);
        Assert.Equal((140, "beyond the limit of 14 faces of each split", 98), (faces.LoadReport.FacesRead, group.Reason, group.Count));
    }

    [Fact]
    public void What_the_caller_says_about_class_names_is_copied_and_checked()
    {
        Dictionary<string, Emotion?> given = new() { [" Wut "] = Emotion.Angry };
        FerDatasetOptions options = new() { ClassNames = given };
        given.Clear();
        Assert.Equal(Emotion.Angry, options.ClassNames!["wut"]);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new FerDatasetOptions { ClassNames = new Dictionary<string, Emotion?> { ["a"] = (Emotion)7 } });
        Assert.Throws<ArgumentException>(() => new FerDatasetOptions { ClassNames = new Dictionary<string, Emotion?> { [" "] = null } });
        Assert.Throws<ArgumentException>(() =>
            new FerDatasetOptions { ClassNames = new Dictionary<string, Emotion?> { ["a"] = null, ["A"] = null } });
    }

    [Fact]
    public void Labels_that_a_split_lacks_are_in_the_report()
    {
        using TemporaryFolder folder = new();
        FerDataset faces = FerDataset.Load(folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(8))));
        Assert.Contains("No face of PublicTest has the label angry or disgust or happy or sad or surprise.", faces.LoadReport.Warnings);
        Assert.Contains("No face of Training has the label fear or happy or neutral.", faces.LoadReport.Warnings);
        Assert.Contains("8 faces were read.", faces.LoadReport.ToString(), StringComparison.Ordinal);
        Assert.Contains("Warning: No face of Training has the label fear or happy or neutral.", faces.LoadReport.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_random_split_ignores_the_usage_column()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(50)));
        FerDataset faces = FerDataset.Load(path, new FerDatasetOptions { RandomSplit = true, Seed = 4 });
        Assert.Equal((40, 5, 5), (faces.Training.Count, faces.PublicTest.Count, faces.PrivateTest.Count));
        Assert.Equal(faces.Digest, FerDataset.Load(path).RandomSplit(4).Digest);
    }

    [Fact]
    public void Validation_faces_are_made_only_where_there_are_none()
    {
        using TemporaryFolder folder = new();
        FerDatasetOptions options = new() { ValidationSetFraction = 0.25 };
        FerDataset train = FerDataset.Load(folder.Write("train.csv", Tables.Bytes(Tables.Train(20))), options);
        FerDataset whole = FerDataset.Load(folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(20))), options);
        Assert.Equal((15, 5, 0), (train.Training.Count, train.PublicTest.Count, train.PrivateTest.Count));
        Assert.Equal((10, 5, 5), (whole.Training.Count, whole.PublicTest.Count, whole.PrivateTest.Count));
    }

    [Fact]
    public void Faces_without_labels_can_be_seen_but_not_trained_on()
    {
        using TemporaryFolder folder = new();
        FerDataset faces = FerDataset.Load(folder.Write("test.csv", Tables.Bytes(Tables.Test(3))));
        Assert.False(faces.HasLabels);
        Assert.Equal(3, faces.Counts.Unlabeled);
        Assert.Equal(Tables.Pixels(2), faces.Pixels(2).ToArray());
        Assert.StartsWith("test.csv names no emotions: ", Assert.Throws<InvalidOperationException>(faces.RequireLabels).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => faces.Label(0));
    }

    [Fact]
    public void Options_out_of_range_name_value_and_limit()
    {
        Assert.Contains("Limit is 0; it is at least 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => new FerDatasetOptions { Limit = 0 }).Message, StringComparison.Ordinal);
        Assert.Contains("ValidationSetFraction is 1; it runs from 0",
            Assert.Throws<ArgumentOutOfRangeException>(() => new FerDatasetOptions { ValidationSetFraction = 1 }).Message,
                StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FerDatasetOptions { ValidationSetFraction = double.NaN });
    }
}
