using FerNet.ModelFile;
using FerNet.Tests.Support;

namespace FerNet.Tests.ModelFile;

/// <summary>A card speaks of the pictures that the model was trained on, and of no others.</summary>
public class CardNotesTests
{
    private static readonly FerDataset Own = SmallModel.Faces;

    private static readonly FerDataset Published = FerDataset.FromFaces(
        new byte[28_710 * FacePatch.PixelCount],
        [.. Enumerable.Range(0, 28_710).Select(face => (Emotion)(face % Emotions.Count))],
        [.. Enumerable.Repeat(FaceSplit.Training, 28_709), FaceSplit.PublicTest]);

    [Fact]
    public void FER2013_is_named_where_it_was_trained_on()
    {
        Assert.Contains("found on the web in 2013", CardNotes.Use(Published));
        Assert.StartsWith("FER2013 was collected", CardNotes.Licence(Published, []));
    }

    [Fact]
    public void Own_pictures_are_called_by_their_name_and_number()
    {
        Assert.Contains($"{Own.Training.Count} faces of {Own.Name}", CardNotes.Use(Own));
        Assert.DoesNotContain("2013", CardNotes.Use(Own) + CardNotes.Licence(Own, []));
        Assert.Contains(Own.Name, CardNotes.Licence(Own, []));
    }

    [Fact]
    public void Rights_are_handed_on_from_a_model_that_the_training_started_from()
    {
        ModelCard start = new() { Name = "first", LicenceNote = "For research only." };
        Assert.EndsWith("It goes back to 'first': For research only.", CardNotes.Licence(Own, [start, start]));
        Assert.DoesNotContain("first", CardNotes.Licence(Published, [start]));
    }

    [Fact]
    public void The_text_leaves_out_what_is_not_known_and_writes_figures_in_words()
    {
        ModelCard card = new() { Name = "mine", Parameters = 1234, Epochs = 1, Metrics = new Dictionary<string, double> { ["macroF1"] = 0.5, ["accuracyWithoutTwins"] = 0.25 } };
        string[] lines = card.ToString().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("mine: 1,234 parameters", lines[0]);
        Assert.Contains("1 epoch in", lines[1]);
        Assert.Equal("figures: macro F1 0.5, accuracy without twins 0.25", lines[2]);

        using EmotionModel shipped = EmotionModel.LoadDefault();
        Assert.Contains("licence: FER2013", shipped.Card.ToString());
    }
}
