using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FerNet.Evaluation;
using FerNet.Html;
using FerNet.Imaging;
using FerNet.Tests.Evaluation;
using FerNet.Training;
using SkiaSharp;

namespace FerNet.Tests.Html;

public partial class HtmlTests
{
    private static readonly EmotionPrediction Happy = new() { Probabilities = [0.1f, 0, 0.05f, 0.7f, 0.1f, 0, 0.05f] };

    [Fact]
    public void A_prediction_has_a_bar_as_long_as_each_probability()
    {
        XElement html = Parse(Happy.ToHtml());
        string[] bars = [.. html.Descendants("i").Select(bar => bar.Attribute("style")!.Value)];
        Assert.Equal(["width:10%", "width:0%", "width:5%", "width:70%", "width:10%", "width:0%", "width:5%"], bars);
        Assert.Equal(EmotionExtensions.All.Select(emotion => emotion.Name()), html.Descendants("th").Select(name => name.Value));
        Assert.Equal("happy 70 % (angry 10 %)", html.Descendants("b").Single().Value);
        Assert.Empty(html.Descendants("img"));
    }

    [Fact]
    public void Foreign_text_is_escaped_and_nothing_is_asked_from_the_network()
    {
        string html = (Happy with { Warning = "<script>alert(\"&\")</script>" }).ToHtml();
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("<script>alert(\"&\")</script>", Parse(html).Descendants("p").Single().Value);
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_style_has_no_effect_outside_of_the_element()
    {
        string style = Parse(Happy.ToHtml()).Element("style")!.Value.Trim();
        int depth = 0;
        string outside = string.Concat(style.Where(letter =>
        {
            depth += letter == '{' ? 1 : 0;
            bool isOutside = depth == 0;
            depth -= letter == '}' ? 1 : 0;
            return isOutside;
        }));
        Assert.Equal(0, depth);
        Assert.Equal([".fernet", ".fernet"], outside.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Red on the left, blue on the right: turned by a quarter, red is above or below.</summary>
    [Theory]
    [InlineData(0f, "left")]
    [InlineData(90f, "below")]
    [InlineData(-90f, "above")]
    [InlineData(180f, "right")]
    public void The_face_is_the_crop_turned_upright(float roll, string red)
    {
        using SKBitmap face = ImageIn((Happy with { Crop = Crop(200, 150, 100, roll) }).WithFace(HalfRed()).ToHtml());
        Assert.Equal((CropImage.Side, CropImage.Side), (face.Width, face.Height));
        const int Near = 20, Far = CropImage.Side - Near, Middle = CropImage.Side / 2;
        Assert.Equal(SKColors.Red, red switch
        {
            "left" => face.GetPixel(Near, Middle),
            "right" => face.GetPixel(Far, Middle),
            "above" => face.GetPixel(Middle, Near),
            _ => face.GetPixel(Middle, Far),
        });
        Assert.Equal(SKColors.Blue, red switch
        {
            "left" => face.GetPixel(Far, Middle),
            "right" => face.GetPixel(Near, Middle),
            "above" => face.GetPixel(Middle, Far),
            _ => face.GetPixel(Middle, Near),
        });
    }

    [Fact]
    public void Beyond_the_image_its_edge_continues_and_a_small_crop_is_enlarged()
    {
        using SKBitmap beyond = ImageIn((Happy with { Crop = Crop(0, 0, 1000, 0) }).WithFace(HalfRed()).ToHtml());
        Assert.Equal(SKColors.Red, beyond.GetPixel(0, 0));
        using SKBitmap small = ImageIn((Happy with { Crop = Crop(200, 150, 4, 0) }).WithFace(HalfRed()).ToHtml());
        Assert.Equal((SKColors.Red, SKColors.Blue), (small.GetPixel(60, 5), small.GetPixel(80, 140)));
    }

    [Fact]
    public void A_patch_is_shown_as_it_is()
    {
        byte[] patch = [.. Enumerable.Range(0, FacePatch.PixelCount).Select(i => (byte)(i % 251))];
        PredictedFace face = Happy.WithFace(patch);
        using SKBitmap image = ImageIn(face.ToHtml());
        Assert.Equal(patch, image.Pixels.Select(color => color.Green));
        Assert.Equal(Happy.ToString(), face.ToString());
        Assert.Same(Happy, face.Prediction);
        Assert.Equal(2, Parse(new[] { face, face }.ToHtml()).Descendants("img").Count());
    }

    [Fact]
    public void A_face_that_does_not_fit_the_prediction_is_refused()
    {
        Assert.Contains("call WithFace with that patch",
            Assert.Throws<ArgumentException>(() => Happy.WithFace(HalfRed())).Message, StringComparison.Ordinal);
        Assert.StartsWith("The patch has 7 gray levels; it needs 2,304 (48 x 48).",
            Assert.Throws<ArgumentException>(() => Happy.WithFace(new byte[7])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_show_each_count_of_the_confusion_matrix_in_its_place()
    {
        (Emotion[] labels, float[] probabilities) = Answers.Random(5, 3000);
        EmotionMetrics metrics = EmotionMetrics.From(labels, probabilities);
        XElement html = Parse(metrics.ToHtml());
        XElement[] cells = [.. html.Descendants("g")];
        Assert.Equal(49, cells.Length);
        double[] lefts = [.. cells.Select(cell => Number(cell.Element("rect")!, "x"))], tops =
            [.. cells.Select(cell => Number(cell.Element("rect")!, "y"))];
        for (int i = 0; i < 49; i++)
        {
            int label = i / 7, predicted = i % 7;
            Assert.Equal(metrics.ConfusionMatrix[label, predicted].ToString("N0", CultureInfo.InvariantCulture),
                cells[i].Elements("text").First().Value);
            // The first label stands at the top, the first answer at the left.
            Assert.Equal(label, tops.Distinct().Count(top => top < tops[i]));
            Assert.Equal(predicted, lefts.Distinct().Count(left => left < lefts[i]));
        }
        Assert.StartsWith(FormattableString.Invariant($"{100 * metrics.Accuracy:0.0} % of 3,000 faces recognized"),
            html.Descendants("p").First().Value, StringComparison.Ordinal);
        Assert.Equal(8, html.Descendants("tbody").Single().Elements("tr").Count());
    }

    [Fact]
    public void A_history_shows_two_charts_with_a_point_for_each_epoch()
    {
        EpochMetrics[] history = [Epoch(1, 0.3, null), Epoch(2, 0.5, 0.4), Epoch(3, 0.6, 0.5)];
        XElement[] lines = [.. Parse(history.ToHtml()).Descendants("figure").Descendants("polyline")];
        Assert.Equal(["line training", "line validation", "line training", "line validation"],
            lines.Select(line => line.Attribute("class")!.Value));
        Assert.Equal([3, 2, 3, 2], lines.Select(line => line.Attribute("points")!.Value.Split(' ').Length));
        double[] accuracies = [.. lines[0].Attribute("points")!.Value.Split(' ')
            .Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture))];
        Assert.Equal((0.5 - 0.3) / (0.6 - 0.3), (accuracies[1] - accuracies[0]) / (accuracies[2] - accuracies[0]), 3);
    }

    [Theory]
    [InlineData(1e9, 1, 2)]
    [InlineData(1e300, 1, 2)]
    [InlineData(0.5, 1, int.MaxValue)]
    [InlineData(0, 7, 8)]
    public void A_learning_curve_of_any_size_has_few_lines_and_labels(double loss, int first, int last)
    {
        EpochMetrics[] history = [Epoch(first, 0.5, null) with { Loss = loss }, Epoch(last, 0.5, null) with { Loss = loss }];
        Assert.InRange(Parse(history.ToHtml()).Descendants("text").Count(), 10, 50);
    }

    [Fact]
    public void A_history_of_one_epoch_shows_dots_and_an_empty_one_says_so()
    {
        Assert.Equal(4, Parse(new[] { Epoch(1, 0.3, 0.2) }.ToHtml()).Descendants("circle").Count());
        Assert.Equal(2, Parse(new[] { Epoch(1, 0.3, null) }.ToHtml()).Descendants("circle").Count());
        Assert.Contains("The history is empty", Array.Empty<EpochMetrics>().ToHtml(), StringComparison.Ordinal);
    }

    private static EpochMetrics Epoch(int epoch, double accuracy, double? validation) => new()
    {
        Epoch = epoch,
        Epochs = 3,
        Loss = 2 - accuracy,
        Accuracy = accuracy,
        ValidationLoss = 2 - validation,
        ValidationAccuracy = validation,
        LearningRate = 0.1,
        ImagesPerSecond = 100,
        Duration = TimeSpan.FromSeconds(1),
        TimeLeft = TimeSpan.Zero,
    };

    private static FaceCrop Crop(float x, float y, float side, float roll) =>
        new() { CenterX = x, CenterY = y, Side = side, Roll = roll };

    /// <summary>400 x 300 pixels.</summary>
    private static InputImage HalfRed()
    {
        byte[] pixels = new byte[400 * 300 * 4];
        for (int i = 0; i < pixels.Length; i += 4) pixels[i / 4 % 400 < 200 ? i : i + 2] = 255;
        return InputImage.FromPixels(pixels, 400, 300, PixelFormat.Rgba32);
    }

    private static SKBitmap ImageIn(string html) => SKBitmap.Decode(Convert.FromBase64String(Base64().Match(html).Groups[1].Value));

    /// <summary>The element; it is also well-formed XML.</summary>
    private static XElement Parse(string html)
    {
        XElement element = XElement.Parse(html);
        Assert.Equal("fernet", element.Attribute("class")!.Value);
        return element;
    }

    private static double Number(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("src=\"data:image/png;base64,([^\"]*)\"")]
    private static partial Regex Base64();
}
