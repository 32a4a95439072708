using FerNet.Data;
using FerNet.Data.Images;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Data;

/// <summary>What the names of folders say about the images in them, and what they must not be taken for.</summary>
public class FolderLabelTests
{
    private static readonly byte[] Image = EncodedImages.Gray(Tables.Pixels(1), 48, 48);

    [Theory]
    [InlineData("happy/person1/1.png", Emotion.Happy, null)]
    [InlineData("3_happy/1.png", Emotion.Happy, null)]
    [InlineData("03 - Happiness/1.png", Emotion.Happy, null)]
    [InlineData("sad (2)/1.png", Emotion.Sad, null)]
    [InlineData("train/surprised/a/b/1.png", Emotion.Surprise, DatasetSplit.Training)]
    [InlineData("anger/val/1.png", Emotion.Angry, DatasetSplit.PublicTest)]
    [InlineData("happy/joy/1.png", Emotion.Happy, null)]
    [InlineData("not_happy/1.png", null, null)]
    [InlineData("3/1.png", null, null)]
    [InlineData("happy.png", null, null)]
    public void A_path_says(string path, Emotion? emotion, DatasetSplit? split)
    {
        LabeledImagePath place = LabeledImagePath.FromPath(path, ClassNames.Default);
        Assert.Equal((emotion, split, null), (place.Label, place.Split, place.Conflict));
    }

    [Theory]
    [InlineData("happy/sad/1.png", "the folders happy and sad name two emotions")]
    [InlineData("train/test/happy/1.png", "the folders name two splits, Training and PrivateTest")]
    public void A_path_that_says_two_things_is_a_bad_image(string path, string message)
    {
        using TemporaryFolder folder = new();
        folder.Write("happy/0.png", Image);
        folder.Write(path, Image);
        Assert.StartsWith($"{path}: {message}; ", Assert.Throws<InvalidDataException>(() => Load(folder)).Message,
            StringComparison.Ordinal);
        FerDataset faces = Load(folder, new FerDatasetOptions { SkipBadRows = true });
        Assert.Equal((1, 1), (faces.Count, faces.SkippedRows));
    }

    [Theory]
    [InlineData("", 0, 6)]
    [InlineData("", 1, 7)]
    [InlineData("train/", 1, 7)]
    [InlineData("data/", 0, 7)]
    public void Folders_that_are_numbers_are_not_guessed(string above, int first, int last)
    {
        using TemporaryFolder folder = new();
        for (int number = first; number <= last; number++) folder.Write($"{above}{number}/1.png", Image);
        foreach (bool skip in (bool[])[false, true])
        {
            string message = Assert.Throws<InvalidDataException>(() => Load(folder, new FerDatasetOptions { SkipBadRows = skip })).Message;
            Assert.Contains($"the folders {string.Join(", ", Enumerable.Range(first, last - first + 1))} are numbers", message,
                StringComparison.Ordinal);
            Assert.EndsWith("say what they mean with FerDatasetOptions.ClassNames.", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_number_beside_names_is_a_bad_image()
    {
        using TemporaryFolder folder = new();
        folder.Write("happy/1.png", Image);
        folder.Write("4/1.png", Image);
        Assert.StartsWith("4/1.png: the folder 4 is a number; say which emotion",
            Assert.Throws<InvalidDataException>(() => Load(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_caller_says_what_folders_mean()
    {
        using TemporaryFolder folder = new();
        string[] names = ["1", "2", "3", "4", "5", "6", "7", "8", "Wut"];
        foreach (string name in names) folder.Write($"train/{name}/1.png", Image);
        Dictionary<string, Emotion?> mapping = new()
        {
            ["1"] = Emotion.Surprise,
            ["2"] = Emotion.Fear,
            ["3"] = Emotion.Disgust,
            ["4"] = Emotion.Happy,
            ["5"] = Emotion.Sad,
            ["6"] = Emotion.Angry,
            ["7"] = Emotion.Neutral,
            ["8"] = null,
            ["wut"] = Emotion.Angry,
            ["9"] = null,
        };
        FerDataset faces = Load(folder, new FerDatasetOptions { ClassNames = mapping });
        Assert.Equal(8, faces.Count);
        for (int i = 0; i < faces.Count; i++) Assert.Equal(mapping[faces.FileName(i)!.Split('/')[1].ToLowerInvariant()], faces.Label(i));
        Assert.Contains("Wut = angry (1)", faces.LoadReport.Classes.Select(one => one.ToString()));
        LeftOutGroup group = Assert.Single(faces.LoadReport.LeftOut);
        Assert.Equal(("left out by ClassNames ('8')", 1, "train/8/1.png"), (group.Reason, group.Count, group.Examples[0]));
        Assert.Contains("ClassNames lists '9', but no folder of images has that name.", faces.LoadReport.Warnings);
    }

    [Fact]
    public void A_table_that_is_called_train_may_be_a_list_of_the_images_beside_it()
    {
        using TemporaryFolder folder = new();
        folder.Write("train.csv", "file,label\n"u8);
        folder.Write("train/happy/1.png", Image);
        FerDataset faces = Load(folder);
        Assert.Equal((1, "train/happy/1.png"), (faces.Count, faces.FileName(0)));
        Assert.Equal("1 not an image format that is read (.csv): train.csv", Assert.Single(faces.LoadReport.LeftOut).ToString());
        folder.Write("fer2013.csv", Tables.Bytes(Tables.Fer2013(3)));
        Assert.Equal(3, Load(folder).Count);
    }

    [Fact]
    public void Faces_without_a_label_are_announced()
    {
        using TemporaryFolder folder = new();
        folder.Write("person1/1.png", Image);
        Assert.Contains("can be predicted, but not trained", Assert.Single(Load(folder).LoadReport.Warnings), StringComparison.Ordinal);
    }

    private static FerDataset Load(TemporaryFolder folder, FerDatasetOptions? options = null) => FerDataset.Load(folder.Path, options);
}
