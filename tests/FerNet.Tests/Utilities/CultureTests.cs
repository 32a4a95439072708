using System.Globalization;
using FerNet.Evaluation;
using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Training;

namespace FerNet.Tests.Utilities;

/// <summary>The library's words and numbers in countries that write them otherwise.</summary>
public class CultureTests
{
    [Fact]
    public void The_tests_run_in_the_culture_that_was_asked_for()
    {
        string? asked = Environment.GetEnvironmentVariable("FERNET_TEST_CULTURE");
        Assert.SkipWhen(asked is null, "FERNET_TEST_CULTURE names no culture.");
        Assert.Equal(asked, CultureInfo.CurrentCulture.Name);
        Assert.Equal("1,5", $"{1.5}");
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Texts_are_the_same_everywhere(string culture) => Assert.Equal(Under("", Texts), Under(culture, Texts));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Names_are_read_the_same_everywhere(string culture) => Under(culture, () =>
    {
        Assert.All(EmotionExtensions.All, emotion =>
        {
            Assert.True(EmotionExtensions.TryParse(emotion.Name().ToUpperInvariant(), out Emotion read));
            Assert.Equal(emotion, read);
        });
        return "";
    });

    private static string Texts()
    {
        static string Message(Action act) => Assert.ThrowsAny<Exception>(act).Message;
        FerDataset faces = FerDataset.FromFaces(new byte[2 * FacePatch.PixelCount], [Emotion.Happy, Emotion.Sad]);
        return string.Join(Environment.NewLine,
            TrainingRecipe.Default,
            TrainingRecipe.Fast with { LearningRate = 0.00125, Schedule = LearningRateSchedule.Steps(0.25, 0.5) },
            Network.Default.Summary(),
            new FaceBox(1.5f, 2.25f, 1000.5f, 3),
            faces,
            faces.Counts,
            EmotionMetrics.From([Emotion.Happy, Emotion.Sad], [0, 0, 0, 0.75f, 0.25f, 0, 0, 0, 0, 0, 0.5f, 0.5f, 0, 0]),
            Message(() => _ = new TrainingRecipe { LabelSmoothing = 0.95 }),
            Message(() => _ = new EmotionTrainerOptions { ValidationSetFraction = 0.75 }),
            Message(() => FerDataset.FromFaces(new byte[1234], [Emotion.Happy])),
            Message(() => InputImage.FromPixels(new byte[12_345], 1000, 1000, PixelFormat.Gray8)),
            Message(() => EmotionMetrics.From([Emotion.Happy], [0.5f, 0, 0, 0.75f, 0.25f, 0, 0])));
    }

    private static string Under(string culture, Func<string> act)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            return act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
