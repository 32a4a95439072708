using FerNet.Imaging;
using FerNet.Tests.Imaging;
using FerNet.Tests.Support;
using FerNet.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FerNet.Tests.Pipelines;

/// <summary>The user's own columns stay as they are, and no row is lost or scored otherwise than it was trained.</summary>
public class ColumnTests
{
    private static readonly EmotionTrainerOptions Options = new()
    {
        Network = SmallNetworks.Plain,
        Recipe = new TrainingRecipe { LearningRate = 0.01, BatchSize = 16, Epochs = 2 },
        FeatureColumnName = "Photo",
    };

    private readonly MLContext context = new(seed: 1);

    [Fact]
    public void Columns_with_the_names_of_inner_links_stay_the_users()
    {
        EmotionTrainerOptions options = Options with
        {
            FeatureColumnName = "Photo",
            ScoreColumnName = "Chances",
            EmotionColumnName = "Guess",
            LabelColumnName = "Emotion",
        };
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 28).Select(i => new Crowded
        {
            Photo = Png(i),
            Emotion = SmallModel.Faces.Label(i).Name(),
            Face = $"face {i}",
            Image = $"image {i}",
            Score = i,
        }));
        using EmotionModel model = context.FacialEmotion(options).Fit(data);
        using TemporaryFolder folder = new();
        context.Model.Save(model, data.Schema, folder.File("model.zip"));
        foreach (ITransformer transformer in (ITransformer[])[model, new MLContext().Model.Load(folder.File("model.zip"), out _)])
        {
            IDataView output = transformer.Transform(data);
            Assert.Equal(data.GetColumn<string>("Emotion"), output.GetColumn<string>("Emotion"));
            Assert.Equal(data.GetColumn<string>("Face"), output.GetColumn<string>("Face"));
            Assert.Equal(data.GetColumn<string>("Image"), output.GetColumn<string>("Image"));
            Assert.Equal(data.GetColumn<int>("Score"), output.GetColumn<int>("Score"));
            Assert.Equal(["Photo", "Emotion", "Face", "Image", "Score", "Chances", "Guess", "PredictedLabel"],
                output.Schema.Where(column => !column.IsHidden).Select(column => column.Name));
            float[][] chances = [.. output.GetColumn<float[]>("Chances")];
            Assert.Equal(chances.Select(row => EmotionExtensions.Names[row.IndexOf(row.Max())]), output.GetColumn<string>("Guess"));
        }
    }

    [Theory]
    [InlineData("Emotion", "EmotionColumnName")]
    [InlineData("Score", "ScoreColumnName")]
    [InlineData("PredictedLabel", "PredictedLabelColumnName")]
    public void A_column_that_the_model_would_hide_is_refused_by_name(string name, string option)
    {
        IDataView data = context.Data.LoadFromEnumerable([new Row { Photo = Png(0), Name = "happy" }]);
        IDataView crowded = context.Transforms.CopyColumns(name, "Name").Fit(data).Transform(data);
        void Refused(Action act)
        {
            string message = Assert.Throws<ArgumentOutOfRangeException>(act).Message;
            Assert.Contains($"a column '{name}'", message);
            Assert.Contains(option, message);
        }
        Refused(() => context.FacialEmotion(Options with { LabelColumnName = "Name" }).Fit(crowded));
        EmotionTrainerOptions first =
            Options with { ScoreColumnName = "first score", PredictedLabelColumnName = "first label", EmotionColumnName = "first emotion" };
        first =
            name switch
            {
                "Score" => first with { ScoreColumnName = name },
                "Emotion" => first with { EmotionColumnName = name },
                _ =>
                first with { PredictedLabelColumnName = name }
            };
        Refused(() => context.FacialEmotion(Options).GetOutputSchema(context.FacialEmotion(first).GetOutputSchema(new SchemaShape([]))));
        using EmotionModel model = SmallModel.Load();
        IDataView images = context.Transforms.CopyColumns("Image", "Photo").Fit(crowded).Transform(crowded);
        Refused(() => model.Transform(images));
        Refused(() => model.GetOutputSchema(images.Schema));
    }

    [Fact]
    public void What_can_be_trained_on_can_be_scored_validated_saved_and_loaded_in_both_types_of_levels()
    {
        IDataView bytes = context.Data.LoadFromEnumerable(Enumerable.Range(0, 56)
            .Select(i => new Bytes { Photo = SmallModel.Faces.Pixels(i).ToArray(), Label = (int)SmallModel.Faces.Label(i) }));
        IDataView singles =
            context.Data.LoadFromEnumerable(Enumerable.Range(0, 56)
                .Select(i => new Singles
                {
                    Photo = [.. SmallModel.Faces.Pixels(i).ToArray().Select(level => (float)level)],
                    Label = (int)SmallModel.Faces.Label(i),
                }));
        IDataView encoded = context.Data.LoadFromEnumerable(Enumerable.Range(0, 56).Select(i => new Row { Photo = Png(i) }));
        using EmotionModel ofBytes = context.FacialEmotion(Options).Fit(bytes), ofSingles = context.FacialEmotion(Options).Fit(singles);
        float[][] expected = [.. ofBytes.Transform(bytes).GetColumn<float[]>("Score")];
        Assert.Equal(expected.SelectMany(row => row), ofBytes.Score(SmallModel.Faces).Take(56 * 7), (a, b) => Math.Abs(a - b) < 1e-5f);
        foreach ((EmotionModel model, IDataView data) in ((EmotionModel, IDataView)[])[(ofBytes, singles), (ofBytes, encoded),
            (ofSingles, bytes), (ofSingles, singles), (ofSingles, encoded)])
            Assert.Equal(expected, model.Transform(data).GetColumn<float[]>("Score"));

        using TemporaryFolder folder = new();
        foreach ((EmotionModel model, IDataView data) in ((EmotionModel, IDataView)[])[(ofBytes, bytes), (ofSingles, singles)])
        {
            string own = folder.File("own.zip"), chain = folder.File("chain.zip");
            model.Save(own);
            context.Model.Save(model, data.Schema, chain);
            foreach (string zip in (string[])[own, chain])
            {
                Assert.Equal(expected, new MLContext().Model.Load(zip, out _).Transform(data).GetColumn<float[]>("Score"));
                using EmotionModel again = EmotionModel.Load(zip);
                Assert.Equal(model.Score(SmallModel.Faces), again.Score(SmallModel.Faces));
            }
        }
        Assert.Equal(2, context.MulticlassClassification.CrossValidate(Keyed(singles), context.FacialEmotion(Options with { Epochs = 1 }),
            numberOfFolds: 2).Count);
        Assert.Equal(2, context.MulticlassClassification.CrossValidate(Keyed(bytes), context.FacialEmotion(Options with { Epochs = 1 }),
            numberOfFolds: 2).Count);
    }

    [Fact]
    public void The_best_model_so_far_reads_and_names_the_columns_of_its_training_and_so_does_each_copy()
    {
        using TemporaryFolder folder = new();
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 56)
            .Select(i => new Bytes { Photo = SmallModel.Faces.Pixels(i).ToArray(), Label = (int)SmallModel.Faces.Label(i) }));
        string best = folder.File("best.zip"), copy = folder.File("copy.zip");
        EmotionTrainerOptions options = Options with { ScoreColumnName = "Chances", BestModelPath = best };
        using EmotionModel model = context.FacialEmotion(options).Fit(data);
        using (EmotionModel loaded = EmotionModel.Load(best)) loaded.Save(copy);
        using EmotionModel again = EmotionModel.Load(copy);
        float[][] expected = [.. model.Transform(data).GetColumn<float[]>("Chances")];
        foreach (ITransformer one in (ITransformer[])[again, new MLContext().Model.Load(best, out _),
            new MLContext().Model.Load(copy, out _)])
            Assert.Equal(expected, one.Transform(data).GetColumn<float[]>("Chances"));
    }

    [Theory]
    [InlineData("Emotion", "Emotion", "Photo", "ScoreColumnName and EmotionColumnName are both 'Emotion'")]
    [InlineData("Photo", "Emotion", "Photo", "FeatureColumnName and ScoreColumnName are both 'Photo'")]
    [InlineData("Score", " ", "Photo", "EmotionColumnName has 1 characters; a column needs a name")]
    public void Names_that_hide_each_other_are_refused_before_the_training(string score, string emotion, string photo, string reason)
    {
        bool isTrained = false;
        EmotionTrainerOptions options = Options with
        {
            ScoreColumnName = score,
            EmotionColumnName = emotion,
            FeatureColumnName = photo,
            ProgressCallback = _ => isTrained = true,
        };
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new EmotionTrainer(options).Train(SmallModel.Faces)).Message,
            StringComparison.Ordinal);
        Assert.False(isTrained);
    }

    [Fact]
    public void Levels_from_0_to_1_are_refused_with_the_row_and_the_cure()
    {
        IDataView scaled =
            context.Data.LoadFromEnumerable(Enumerable.Range(0, 14)
                .Select(i => new Singles
                {
                    Photo = [.. SmallModel.Faces.Pixels(i).ToArray().Select(level => i == 3 ? level / 255f : level)],
                    Label = i % 7,
                }));
        string fit = Assert.Throws<InvalidDataException>(() => context.FacialEmotion(Options).Fit(scaled)).Message;
        Assert.Contains("Row 3, column Photo: no gray level is above", fit);
        Assert.Contains("255", fit);
        using EmotionModel model = SmallModel.Load();
        IDataView images = context.Transforms.CopyColumns("Image", "Photo").Fit(scaled).Transform(scaled);
        Assert.Contains("Row 3, column Image: no gray level is above",
            Assert.Throws<InvalidDataException>(() => model.Transform(images).GetColumn<float[]>("Score").ToArray()).Message);
        // An image that is black all over is an image.
        IDataView black = context.Data.LoadFromEnumerable([new Singles { Photo = new float[FacePatch.PixelCount] }]);
        Assert.Single(model.Transform(context.Transforms.CopyColumns("Image", "Photo").Fit(black).Transform(black))
            .GetColumn<float[]>("Score"));
    }

    [Fact]
    public void A_bad_row_is_named_by_its_number_when_it_is_scored()
    {
        IDataView data =
            context.Data.LoadFromEnumerable(Enumerable.Range(0, 9).Select(i => new InputImage { Image = i == 6 ? [1, 2, 3] : Png(i) }));
        using EmotionModel model = SmallModel.Load();
        foreach (string column in (string[])["Score", "Emotion"])
        {
            InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
            {
                if (column == "Score") _ = model.Transform(data).GetColumn<float[]>(column).ToArray();
                else _ = model.Transform(data).GetColumn<string>(column).ToArray();
            });
            Assert.StartsWith("Row 6, column Image: not an image that can be read", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rows_that_are_read_after_their_model_was_disposed_say_so()
    {
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 9).Select(i => new InputImage { Image = Png(i) }));
        EmotionModel model = SmallModel.Load();
        IDataView output = model.Transform(data);
        using DataViewRowCursor cursor = output.GetRowCursor(output.Schema);
        Assert.True(cursor.MoveNext());
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cursor.MoveNext());
        Assert.Throws<ObjectDisposedException>(() => output.GetColumn<float[]>("Score").ToArray());
        Assert.Throws<ObjectDisposedException>(() => model.Transform(data));
        Assert.Throws<ObjectDisposedException>(() => model.Save(Stream.Null));
    }

    private static byte[] Png(int face) => EncodedImages.Gray(SmallModel.Faces.Pixels(face).ToArray(), FacePatch.Size, FacePatch.Size);

    private IDataView Keyed(IDataView data) =>
        context.Transforms.Conversion.MapValueToKey("Label",
            keyData: context.Data.LoadFromEnumerable(Enumerable.Range(0, 7).Select(i => new Key { Value = i }))).Fit(data).Transform(data);

    private sealed class Key
    {
        public int Value { get; set; }
    }

    private sealed class Row
    {
        public byte[] Photo { get; set; } = [];

        public string Name { get; set; } = "";
    }

    private sealed class InputImage
    {
        public byte[] Image { get; set; } = [];
    }

    private sealed class Bytes
    {
        [VectorType(FacePatch.PixelCount)]
        public byte[] Photo { get; set; } = [];

        public int Label { get; set; }
    }

    private sealed class Singles
    {
        [VectorType(FacePatch.PixelCount)]
        public float[] Photo { get; set; } = [];

        public int Label { get; set; }
    }

    private sealed class Crowded
    {
        public byte[] Photo { get; set; } = [];

        public string Emotion { get; set; } = "";

        public string Face { get; set; } = "";

        public string Image { get; set; } = "";

        public int Score { get; set; }
    }
}
