using FerNet.Imaging;
using FerNet.Pipelines;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace FerNet.Tests.Pipelines;

/// <summary>FerNet's estimator in the hands of ML.NET.</summary>
public class MlNetTests
{
    private static readonly EmotionTrainerOptions Options = new()
    {
        Network = SmallNetworks.Plain,
        Recipe = new TrainingRecipe { LearningRate = 0.01, BatchSize = 16, Epochs = 6, AveragingDecay = 0.5 },
        FeatureColumnName = "Photo",
        ScoreColumnName = "Chances",
    };

    private readonly MLContext context = new(seed: 1);

    [Fact]
    public void The_estimator_works_in_a_chain_is_evaluated_saved_and_loaded()
    {
        IDataView data = Encoded();
        var chain = context.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: context.EmotionKeys())
            .Append(context.FacialEmotion(Options))
            .Append(context.Transforms.CopyColumns("Answer", "PredictedLabel"));
        var model = chain.Fit(data);
        IDataView output = model.Transform(data);
        MulticlassClassificationMetrics metrics = context.MulticlassClassification.Evaluate(output, "Label", "Chances");
        Assert.True(metrics.MicroAccuracy > 0.7, $"{metrics.MicroAccuracy}");
        Assert.Contains("surprise", metrics.ConfusionMatrix.GetFormattedConfusionTable());

        using TemporaryFolder folder = new();
        context.Model.Save(model, data.Schema, folder.File("chain.zip"));
        ITransformer loaded = new MLContext().Model.Load(folder.File("chain.zip"), out _);
        Assert.Equal(output.GetColumn<float[]>("Chances"), loaded.Transform(data).GetColumn<float[]>("Chances"));
    }

    [Fact]
    public void The_estimator_can_be_cross_validated()
    {
        IDataView data = context.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: context.EmotionKeys()).Fit(Encoded())
            .Transform(Encoded());
        var folds = context.MulticlassClassification.CrossValidate(
            data,
            context.FacialEmotion(Options with { ScoreColumnName = "Score" }),
            numberOfFolds: 2);
        Assert.Equal(2, folds.Count);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.MicroAccuracy, 0.3, 1));
    }

    [Fact]
    public void The_schema_is_known_before_training()
    {
        SchemaShape shape = context.FacialEmotion(Options).GetOutputSchema(new SchemaShape([]));
        Assert.Equal(["Chances", "Emotion", "PredictedLabel"], shape.Select(column => column.Name));
        Assert.True(shape.Single(column => column.Name == "PredictedLabel").IsKey);
    }

    [Fact]
    public void A_saved_model_and_a_training_find_the_face_in_an_image_as_a_predictor_does()
    {
        using SKBitmap scene = new(320, 240);
        scene.Erase(new SKColor(120, 130, 140));
        DrawnImage.DrawFace(scene, Emotion.Surprise, seed: 3, new FaceBox(190, 40, 100, 100));
        byte[] file = scene.Encode(SKEncodedImageFormat.Png, 100).ToArray();
        IDataView data = context.Data.LoadFromEnumerable([new Row { Photo = file, Name = "surprise" }]);

        using EmotionModel model = EmotionModel.LoadFast();
        using EmotionPredictor predictor = new(model);
        EmotionPrediction expected = predictor.Predict(file);
        FaceBox face = Assert.NotNull(expected.Box);
        Assert.InRange(face.X, 150, 230);

        using MemoryStream zip = new();
        model.Save(zip);
        IDataView images = context.Transforms.CopyColumns("Image", "Photo").Fit(data).Transform(data);
        Assert.Equal(expected.Probabilities, new MLContext().Model.Load(zip, out _).Transform(images).GetColumn<float[]>("Score").Single());

        byte[] patch = new byte[FacePatch.PixelCount];
        PatchCropper.Cut(InputImage.Decode(file).GrayImage, expected.Crop!, patch);
        Assert.Equal(patch, FaceReader.Read(data, Options with { LabelColumnName = "Name" }).Pixels(0).ToArray());
    }

    [Fact]
    public void Patches_and_numbers_are_read_as_well_as_images_and_names()
    {
        FerDataset faces = SmallModel.Faces;
        IDataView patches =
            context.Data.LoadFromEnumerable(Enumerable.Range(0, 30)
                .Select(i => new Patch
                {
                    Photo = [.. faces.Pixels(i).ToArray().Select(level => (float)level)],
                    Label = (int)faces.Label(i),
                }));
        FerDataset read = FaceReader.Read(patches, Options);
        Assert.Equal(30, read.Count);
        Assert.All(Enumerable.Range(0, 30), i =>
            Assert.True(read.Pixels(i).SequenceEqual(faces.Pixels(i)) && read.Label(i) == faces.Label(i)));
    }

    [Fact]
    public void Bad_columns_and_rows_are_named()
    {
        Assert.Contains("has no column 'Image'",
            Assert.Throws<ArgumentOutOfRangeException>(() => context.FacialEmotion().Fit(Encoded())).Message);
        IDataView wrongLabel = context.Data.LoadFromEnumerable([new Patch { Photo = new float[2304], Label = 7 }]);
        Assert.Contains("Row 0, column Label: the label is '7', no emotion",
            Assert.Throws<InvalidDataException>(() => context.FacialEmotion(Options).Fit(wrongLabel)).Message);
        IDataView wrongLevel = context.Data.LoadFromEnumerable([new Patch { Photo = [300, .. new float[2303]], Label = 1 }]);
        Assert.Contains("gray level 300",
            Assert.Throws<InvalidDataException>(() => context.FacialEmotion(Options).Fit(wrongLevel)).Message);
        IDataView noImage = context.Data.LoadFromEnumerable([new Row { Photo = [1, 2, 3], Name = "happy" }]);
        Assert.Contains("Row 0, column Photo",
            Assert.Throws<InvalidDataException>(() =>
                context.FacialEmotion(Options with { LabelColumnName = "Name" }).Fit(noImage)).Message);
        IDataView misspelled =
            context.Data.LoadFromEnumerable([new Row { Photo = Encoded().GetColumn<byte[]>("Photo").First(), Name = "hapy" }]);
        Assert.Contains("the label is 'hapy'",
            Refusal(context.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(misspelled).Transform(misspelled)));
        Assert.Contains("a misspelled folder?",
            Refusal(context.Transforms.Conversion.MapValueToKey("Label", "Name", keyData: context.EmotionKeys()).Fit(misspelled)
            .Transform(misspelled)));
        IDataView noRows = context.Data.LoadFromEnumerable(Array.Empty<Patch>());
        Assert.Contains("has no rows", Assert.Throws<ArgumentException>(() => context.FacialEmotion(Options).Fit(noRows)).Message);
        IDataView wrongType = context.Data.LoadFromEnumerable([new Row { Photo = [1], Name = "happy" }]);
        Assert.Contains("vector of bytes",
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                context.FacialEmotion(Options with { FeatureColumnName = "Name", LabelColumnName = "Name" }).Fit(wrongType)).Message);
    }

    private string Refusal(IDataView data) => Assert.Throws<InvalidDataException>(() => context.FacialEmotion(Options).Fit(data)).Message;

    private IDataView Encoded() => context.Data.LoadFromEnumerable(Enumerable.Range(0, SmallModel.Faces.Count).Select(i => new Row
    {
        Photo = EncodedImages.Gray(SmallModel.Faces.Pixels(i).ToArray(), 48, 48),
        Name = SmallModel.Faces.Label(i).Name(),
    }));

    private sealed class Row
    {
        public byte[] Photo { get; set; } = [];

        public string Name { get; set; } = "";
    }

    private sealed class Patch
    {
        [VectorType(FacePatch.PixelCount)]
        public float[] Photo { get; set; } = [];

        public int Label { get; set; }
    }
}
