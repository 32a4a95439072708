using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Tests.Models;

public class EmotionModelTests
{
    [Fact]
    public void A_saved_model_is_loaded_with_its_card_and_gives_the_same_scores()
    {
        using TemporaryFolder folder = new();
        EmotionTrainerOptions options =
            new() { Network = SmallNetworks.Plain, Recipe = new TrainingRecipe { BatchSize = 20, Epochs = 2 }, Seed = 4 };
        using EmotionModel trained = new EmotionTrainer(options).Train(SmallModel.Faces);
        string path = folder.File("deep/model.zip");
        trained.Save(path);
        trained.Save(path);
        using EmotionModel loaded = EmotionModel.Load(path);

        Assert.Equal(trained.Score(SmallModel.Faces), loaded.Score(SmallModel.Faces));
        Assert.Equal(trained.Card.ToString(), loaded.Card.ToString());
        Assert.Equal(EmotionExtensions.Names, loaded.Card.Labels);
        Assert.Equal(4, loaded.Card.Seed);
        Assert.Equal(SmallModel.Faces.Digest, loaded.Card.DataDigest);
        Assert.Single(Directory.GetFiles(folder.File("deep")));
    }

    [Fact]
    public void The_small_model_has_learned_its_patterns()
    {
        using EmotionModel model = SmallModel.Load();
        FerDataset test = SmallModel.Faces.PublicTest;
        float[] scores = model.Score(test);
        int right = Enumerable.Range(0, test.Count)
            .Count(i => scores.Skip(i * 7).Take(7).ToList().IndexOf(scores.Skip(i * 7).Take(7).Max()) == (int)test.Label(i));
        Assert.True(right > 0.8 * test.Count, $"{right} of {test.Count}");
        Assert.All(scores.Chunk(7), row => Assert.Equal(1, row.Sum(), 4));
    }

    [Fact]
    public void ML_NET_opens_the_zip_without_FerNet_and_gives_the_same_seven_numbers()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("model.zip", SmallModel.Bytes);
        MLContext context = new();
        ITransformer transformer = context.Model.Load(path, out DataViewSchema schema);
        Assert.Equal("Image", Assert.Single(schema).Name);

        byte[] pixels = SmallModel.Faces.Pixels(3).ToArray();
        IDataView data = context.Data.LoadFromEnumerable([new Row { Image = PatchPng(pixels) }]);
        IDataView output = transformer.Transform(data);
        float[] fromPipeline = output.GetColumn<float[]>("Score").Single();
        using EmotionModel model = SmallModel.Load();
        float[] fromModel = model.Score(pixels);
        for (int i = 0; i < 7; i++) Assert.Equal(fromModel[i], fromPipeline[i], 1e-6f);

        VBuffer<ReadOnlyMemory<char>> slots = default;
        output.Schema["Score"].GetSlotNames(ref slots);
        Assert.Equal(EmotionExtensions.Names, slots.DenseValues().Select(name => name.ToString()));
        string predicted = output.GetColumn<string>("Emotion").Single();
        uint key = output.GetColumn<uint>("PredictedLabel").Single();
        Assert.Equal(predicted, EmotionExtensions.Names[(int)key - 1]);
    }

    [Fact]
    public void ML_NET_can_save_the_model_itself()
    {
        using TemporaryFolder folder = new();
        using EmotionModel model = SmallModel.Load();
        MLContext context = new();
        IDataView data = context.Data.LoadFromEnumerable([new Row { Image = PatchPng(SmallModel.Faces.Pixels(0).ToArray()) }]);
        string path = folder.File("again.zip");
        context.Model.Save(model, data.Schema, path);
        using EmotionModel again = EmotionModel.Load(path);
        Assert.Equal(model.Score(SmallModel.Faces), again.Score(SmallModel.Faces));
        Assert.Equal(
            model.Transform(data).GetColumn<float[]>("Score").Single(),
            context.Model.Load(path, out _).Transform(data).GetColumn<float[]>("Score").Single());
    }

    [Fact]
    public void An_exported_graph_stands_alone()
    {
        using TemporaryFolder folder = new();
        using EmotionModel model = SmallModel.Load();
        model.ExportOnnx(folder.File("emotions.onnx"));
        using Microsoft.ML.OnnxRuntime.InferenceSession session = new(folder.File("emotions.onnx"));
        Assert.Equal(["Face"], session.InputMetadata.Keys);
        Assert.Equal(["Logits", "Score"], session.OutputMetadata.Keys.Order());
        Assert.Contains("fernet.card", session.ModelMetadata.CustomMetadataMap.Keys);
    }

    private static byte[] PatchPng(byte[] pixels) => EncodedImages.Gray(pixels, 48, 48);

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];
    }
}
