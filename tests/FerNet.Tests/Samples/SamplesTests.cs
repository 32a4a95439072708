using System.Diagnostics;
using System.Net;
using System.Text.Json;
using FerNet.Drawing;
using FerNet.Tests.Support;

namespace FerNet.Tests.Samples;

/// <summary>Each short program does what it says, on drawn faces.</summary>
public sealed class SamplesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Predict_prints_seven_probabilities_and_the_place_of_the_face()
    {
        string image = folder.Write("happy.png", DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 320));
        using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
        EmotionPrediction expected = predictor.Predict(image);
        string output = Run("predict", image);
        Assert.StartsWith(expected.Emotion.Name(), output, StringComparison.Ordinal);
        Assert.All(EmotionExtensions.Names, name => Assert.Contains($"\n  {name} ", output, StringComparison.Ordinal));
        Assert.Contains($"From bytes: {expected}", output, StringComparison.Ordinal);
        Assert.Contains("The face is at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Faces_prints_the_same_faces_as_text_and_as_JSON()
    {
        string image = folder.Write("surprise.png", DrawnFaces.Png(Emotion.Surprise, seed: 2005, side: 320));
        string output = Run("faces", image);
        Assert.StartsWith("1 faces", output, StringComparison.Ordinal);
        EmotionPrediction face =
            JsonSerializer.Deserialize<EmotionPrediction[]>(output[output.IndexOf("[\n", StringComparison.Ordinal)..])!.Single();
        Assert.NotNull(face.Landmarks);
        Assert.Contains($"{face}", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_saves_a_model_that_knows_how_good_it_is()
    {
        string output = Run("train", DrawnFiles.Csv(folder, perClass: 20));
        Assert.Contains("epoch   2/2", output, StringComparison.Ordinal);
        Assert.Contains("faces 14 ", output, StringComparison.Ordinal);
        using EmotionModel model = EmotionModel.Load(folder.File("emotions.zip"));
        Assert.Equal(2, model.Card.Epochs);
    }

    [Fact]
    public void Fine_tuning_goes_on_from_the_small_model()
    {
        string output = Run("fine-tune", DrawFolder(perEmotion: 10, side: 48));
        Assert.Contains("Before: faces 7 ", output, StringComparison.Ordinal);
        Assert.Contains("After:  faces 7 ", output, StringComparison.Ordinal);
        using EmotionModel tuned = EmotionModel.Load(folder.File("fine-tuned.zip")), shipped = EmotionModel.LoadFast();
        Assert.Equal(shipped.Card.Parameters, tuned.Card.Parameters);
        Assert.NotEqual(shipped.Card.DataDigest, tuned.Card.DataDigest);
    }

    [Fact]
    public void The_pipeline_of_MLNET_is_saved_and_loaded()
    {
        string output = Run("mlnet", DrawFolder(perEmotion: 6, side: 48));
        Assert.Contains("accuracy ", output, StringComparison.Ordinal);
        Assert.Contains("PREDICTED", output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("pipeline.zip")));
    }

    [Fact]
    public async Task The_web_service_answers_images_with_faces_and_refuses_other_files()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using Process service = Process.Start(SampleProgram.Start(folder.Path, "web", "--urls", "http://127.0.0.1:0"))!;
        try
        {
            const string Listening = "Now listening on: ";
            string? line;
            do line = await service.StandardOutput.ReadLineAsync(stop);
            while (line is not null && !line.Contains(Listening, StringComparison.Ordinal));
            Assert.NotNull(line);
            string url = line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..];
            using HttpClient client = new() { BaseAddress = new Uri(url) };

            byte[] image = DrawnFaces.Png(Emotion.Happy, seed: 2003, side: 320);
            using EmotionPredictor predictor = EmotionPredictor.CreateDefault();
            using HttpResponseMessage answer = await client.PostAsync("/faces", new ByteArrayContent(image), stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            EmotionPrediction[] faces =
                JsonSerializer.Deserialize<EmotionPrediction[]>(await answer.Content.ReadAsStringAsync(stop), JsonSerializerOptions.Web)!;
            Assert.Equal(predictor.PredictFaces(image).Select(face => face.Emotion), faces.Select(face => face.Emotion));

            using HttpResponseMessage refusal = await client.PostAsync("/faces", new StringContent("no image"), stop);
            Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
            Assert.Contains("not an image", await refusal.Content.ReadAsStringAsync(stop), StringComparison.Ordinal);
            Assert.Contains("curl", await client.GetStringAsync("/", stop), StringComparison.Ordinal);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync(stop);
        }
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("predict")]
    [InlineData("predict", "one.png", "two.png")]
    public void An_unknown_sample_lists_those_that_there_are(params string[] arguments)
    {
        (int code, string output, string error) = SampleProgram.Run(folder.Path, arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"There is no sample '{string.Join(' ', arguments)}'", error, StringComparison.Ordinal);
        Assert.All((string[])["predict IMAGE", "faces IMAGE", "train DATA", "fine-tune FOLDER", "web", "mlnet FOLDER"],
            sample => Assert.Contains($"\n  {sample} ", error, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_image_is_told_in_a_line()
    {
        (int code, string output, string error) = SampleProgram.Run(folder.Path, "predict", "none.png");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("There is no image at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private string Run(params string[] arguments)
    {
        (int code, string output, string error) = SampleProgram.Run(folder.Path, arguments);
        Assert.True(code == 0, $"{output}\n{error}");
        return output;
    }

    /// <summary>A folder with a folder of images for each emotion.</summary>
    private string DrawFolder(int perEmotion, int side)
    {
        foreach (Emotion emotion in EmotionExtensions.All)
        {
            for (int i = 0; i < perEmotion; i++)
                folder.Write($"my-images/{emotion.Name()}/{i}.png", DrawnFaces.Png(emotion, seed: (100 * i) + (int)emotion, side));
        }
        return folder.File("my-images");
    }
}
