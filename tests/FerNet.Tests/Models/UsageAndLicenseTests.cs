using FerNet.Data;
using FerNet.Imaging;
using FerNet.Models;
using FerNet.Tests.Support;

namespace FerNet.Tests.Models;

/// <summary>A card speaks of the images that the model was trained on, and of no others.</summary>
public class UsageAndLicenseTests
{
    private static readonly FerDataset Own = SmallModel.Faces;

    private static readonly FerDataset Published = FerDataset.FromFaces(
        new byte[28_710 * FacePatch.PixelCount],
        [.. Enumerable.Range(0, 28_710).Select(face => (Emotion)(face % EmotionExtensions.Count))],
        [.. Enumerable.Repeat(DatasetSplit.Training, 28_709), DatasetSplit.PublicTest]);

    [Fact]
    public void FER2013_is_named_where_it_was_trained_on()
    {
        Assert.Contains("found on the web in 2013", UsageAndLicense.Use(Published, 28_709));
        Assert.StartsWith("FER2013 was collected", UsageAndLicense.License(Published, []));
    }

    [Fact]
    public void FER2013_is_known_however_it_is_dealt()
    {
        FerDataset few = FerDataset.Load(SharedData.Path("fer2013.csv.gz"), new FerDatasetOptions { RandomSplit = true, Limit = 20_000 });
        Assert.NotEqual(28_709, few.Training.Count);
        Assert.StartsWith("FER2013 was collected", UsageAndLicense.License(few, []));
    }

    [Fact]
    public void Own_images_are_called_by_their_name_and_number()
    {
        Assert.Contains($"Trained on 17 faces ({Own.Name})", UsageAndLicense.Use(Own, 17));
        Assert.DoesNotContain("2013", UsageAndLicense.Use(Own, 17) + UsageAndLicense.License(Own, []));
        Assert.Contains(Own.Name, UsageAndLicense.License(Own, []));
    }

    [Fact]
    public void Rights_are_handed_on_once_from_what_a_training_goes_back_to()
    {
        ModelCard start = new() { Name = "first", LicenseNotice = "For research only." },
            published = new() { Name = "second", LicenseNotice = UsageAndLicense.License(Published, []) };
        Assert.EndsWith("It goes back to 'first': For research only.", UsageAndLicense.License(Own, [start, start]));
        Assert.EndsWith("It goes back to 'first': For research only.", UsageAndLicense.License(Published, [start, published]));
        Assert.DoesNotContain("second", UsageAndLicense.License(Published, [published]));

        ModelCard third = new() { Name = "third", LicenseNotice = UsageAndLicense.License(Own, [start]) };
        string notice = UsageAndLicense.License(Published, [third, start, third]);
        Assert.Equal(UsageAndLicense.License(Published, []) + $" It goes back to 'third': {third.LicenseNotice}", notice);
        Assert.Equal(notice, UsageAndLicense.JoinNotes([notice, UsageAndLicense.License(Published, [start])]));
        Assert.Equal("one two", UsageAndLicense.JoinNotes(["one", "", "two", "one"]));
    }

    [Fact]
    public void A_notice_of_a_shipped_model_says_of_FER2013_once()
    {
        foreach (EmotionModel model in (EmotionModel[])[EmotionModel.LoadDefault(), EmotionModel.LoadFast()])
        {
            using (model)
            {
                string notice = UsageAndLicense.License(Own, [model.Card]);
                Assert.Equal(2, notice.Split("FER2013 was collected").Length);
                Assert.Contains($"It goes back to '{model.Card.Name}': FER2013 was collected", notice);
                Assert.StartsWith($"The rights in the faces ({Own.Name})", notice);
            }
        }
    }

    [Fact]
    public void A_trained_model_and_a_mean_carry_them()
    {
        using EmotionModel trained = SmallModel.Load();
        Assert.Contains($"({Own.Name})", trained.Card.IntendedUse);
        Assert.StartsWith("The rights in the faces", trained.Card.LicenseNotice);
    }

    [Fact]
    public void The_text_leaves_out_what_is_not_known_and_writes_figures_in_words()
    {
        ModelCard card = new()
        {
            Name = "mine",
            Parameters = 1234,
            Epochs = 1,
            Metrics = new Dictionary<string,
            double>
            { ["macroF1"] = 0.5, ["accuracyWithoutDuplicates"] = 0.25 },
        };
        string[] lines = card.ToString().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("mine: 1,234 parameters", lines[0]);
        Assert.Equal("trained: 1 epoch, seed 0", lines[1]);
        Assert.Equal("figures: macro F1 0.5, accuracy without duplicates 0.25", lines[2]);

        using EmotionModel shipped = EmotionModel.LoadDefault();
        Assert.Contains("license: FER2013", shipped.Card.ToString());
    }
}
