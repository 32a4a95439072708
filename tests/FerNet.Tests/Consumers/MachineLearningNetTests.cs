using FerNet.Tests.Imaging;
using FerNet.Tests.Support;

namespace FerNet.Tests.Consumers;

/// <summary>An ML.NET application whose code never names FerNet: the package is there, the zip says the rest.</summary>
[Collection(typeof(OnePackage))]
public sealed class MachineLearningNetTests(PackedFeed feed)
{
    private const string Program = """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        MLContext context = new();
        ITransformer model = context.Model.Load(args[0], out DataViewSchema schema);
        using PredictionEngine<Row, Answer> engine = context.Model.CreatePredictionEngine<Row, Answer>(model, schema);
        Answer answer = engine.Predict(new Row { Image = File.ReadAllBytes(args[1]) });
        Console.WriteLine($"{answer.Emotion}: {string.Join(' ', answer.Score.Select(score => score.ToString("0.000000")))}");

        class Row
        {
            public byte[] Image { get; set; } = [];
        }

        class Answer
        {
            public string Emotion { get; set; } = "";
            public float[] Score { get; set; } = [];
        }
        """;

    [Fact]
    public void It_opens_the_zip_and_answers_like_the_model()
    {
        using Application application = new(feed, Program);
        string zip = application.Write("model.zip", SmallModel.Bytes);
        string image = application.Write("face.png", EncodedImages.Gray(SmallModel.Faces.Pixels(2).ToArray(), 48, 48));
        string[] answer = application.Run(zip, image).Trim().Split(Environment.NewLine)[^1].Split(": ");

        using EmotionModel model = SmallModel.Load();
        float[] expected = model.Score(SmallModel.Faces.Pixels(2));
        Assert.Equal(EmotionExtensions.Name((Emotion)expected.IndexOf(expected.Max())), answer[0]);
        float[] actual = [.. answer[1].Split(' ').Select(score => float.Parse(score, System.Globalization.CultureInfo.InvariantCulture))];
        for (int i = 0; i < 7; i++) Assert.InRange(actual[i], expected[i] - 2e-6f, expected[i] + 2e-6f);
    }
}
