using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

public class TemperatureTests
{
    [Theory]
    [InlineData(6, 1.0)]
    [InlineData(40, 1.0)]
    [InlineData(40, 1.7)]
    public void The_fitted_temperature_is_the_most_probable_one_of_a_fine_grid(int perLabel, double prior)
    {
        FerDataset faces = Patterns.Dataset(perLabel, seed: 4);
        float[] logits = Logits(faces, spread: 6, lead: 5, seed: 5);
        float fitted = Temperature.Fit(logits, faces, prior);
        double grid = Enumerable.Range(1, 4000).Select(t => t / 200.0).MinBy(t => Temperature.Objective(logits, faces, t, prior));
        Assert.Equal(grid, fitted, 0.01);
        Assert.InRange(fitted, 1.5, 19);
    }

    [Fact]
    public void Many_faces_outweigh_the_prior()
    {
        FerDataset faces = Patterns.Dataset(perLabel: 170, seed: 4);
        float[] logits = Logits(faces, spread: 2, lead: 3, seed: 5);
        double likeliest = Enumerable.Range(10, 2000).Select(t => t / 200.0).MinBy(t => Temperature.LossAt(logits, faces, t));
        Assert.NotInRange(likeliest, 0.9, 1.1);
        Assert.Equal(likeliest, Temperature.Fit(logits, faces, 1), 0.08 * likeliest);
    }

    /// <summary>Of 34 faces all or nearly all are recognized: the likeliest temperature is the coldest one there is.</summary>
    [Fact]
    public void From_34_faces_the_temperature_stays_near_the_prior_and_serves_faces_it_was_not_fitted_on()
    {
        FerDataset all = Patterns.Dataset(perLabel: 100, seed: 6);
        float[] logits = Logits(all, spread: 1, lead: 4.5, seed: 7);
        double before = Temperature.LossAt(logits, all, 1), coldest = double.MaxValue;
        for (int seed = 0; seed < 40; seed++)
        {
            int[] few = [.. new CounterRandom(seed).Permutation(all.Count).Take(34)];
            FerDataset faces = all.Select(few);
            float[] their = [.. few.SelectMany(face => logits[(face * 7)..((face + 1) * 7)])];
            double likeliest = Enumerable.Range(1, 400).Select(t => t / 200.0).MinBy(t => Temperature.LossAt(their, faces, t));
            coldest = Math.Min(coldest, likeliest);
            float fitted = Temperature.Fit(their, faces, 1);
            Assert.InRange(fitted, 0.5, 1.5);
            Assert.InRange(Temperature.LossAt(logits, all, fitted), 0, before + 0.05);
        }
        Assert.InRange(coldest, 0, 0.2);
    }

    [Fact]
    public void Without_faces_the_temperature_is_the_priors()
    {
        FerDataset none = Patterns.Dataset(1, 1).Take(0);
        Assert.Equal(1, Temperature.Fit([], none, 1));
        Assert.Equal(1.25f, Temperature.Fit([], none, 1.25));
    }

    [Fact]
    public void A_card_says_on_how_many_faces_the_temperature_rests_and_which_emotions_are_missing()
    {
        int[] kept = [.. Enumerable.Range(0, SmallModel.Faces.Count).Where(i => SmallModel.Faces.Label(i) != Emotion.Disgust)];
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Residual,
            Recipe = new TrainingRecipe { Epochs = 1, BatchSize = 20, CalibrationFraction = 0.1 },
        };
        using EmotionModel model = new EmotionTrainer(options).Train(SmallModel.Faces.Select(kept));
        using MemoryStream file = new();
        model.Save(file);
        file.Position = 0;
        using EmotionModel loaded = EmotionModel.Load(file);
        Assert.Equal(12, loaded.Card.TemperatureFaces);
        Assert.Equal(3, loaded.Card.Warnings.Count);
        Assert.Contains("rests on 12 faces and was kept near 1,", loaded.Card.Warnings[0]);
        Assert.Equal("no training face is labeled disgust", loaded.Card.Warnings[1]);
        Assert.StartsWith("few validation faces: 5 angry, 0 disgust, 5 fear, ", loaded.Card.Warnings[2], StringComparison.Ordinal);
        Assert.Contains("warning: no training face is labeled disgust", loaded.Card.ToString());
        using EmotionModel refined =
            new EmotionTrainer(options with { StartFrom = loaded, Recipe = options.Recipe with { CalibrationFraction = 0 } })
                .Train(SmallModel.Faces);
        Assert.Equal((0, loaded.Card.Temperature), (refined.Card.TemperatureFaces, refined.Card.Temperature));
        Assert.StartsWith("few validation faces: 5 angry, 5 disgust, ", Assert.Single(refined.Card.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.807, 1148, 0.707, 3589, true)]
    [InlineData(0.72, 1148, 0.707, 3589, false)]
    [InlineData(0.707, 1148, 0.807, 3589, false)]
    [InlineData(1.0, 30, 0.9, 30, false)]
    [InlineData(1.0, 0, 0.5, 100, false)]
    [InlineData(1.0, 100, 0, 0, false)]
    public void Faces_are_learned_where_significantly_more_of_them_are_recognized(double accuracy, int faces, double validationAccuracy,
        int validationFaces, bool expected) =>
        Assert.Equal(expected, Temperature.AreLearned(accuracy, faces, validationAccuracy, validationFaces));

    /// <summary>The start knows the training faces, and the validation faces carry wrong labels: nobody can tell that from having learned
    /// the former.</summary>
    [Theory]
    [InlineData(1e-6)]
    // What was learned is forgotten: nobody can tell by the trained model.
    [InlineData(0.1)]
    public void A_training_whose_start_has_learned_the_calibration_faces_keeps_the_starts_temperature_and_says_so(double learningRate)
    {
        using EmotionModel start = SmallModel.Load();
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Residual,
            StartFrom = start,
            Recipe = new TrainingRecipe { Epochs = 1, BatchSize = 20, LearningRate = learningRate, CalibrationFraction = 0.3 },
            ValidationSet = SmallModel.WronglyLabeled,
        };
        using EmotionModel trained = new EmotionTrainer(options).Train(SmallModel.Faces.Training);
        Assert.Equal((0, start.Card.Temperature), (trained.Card.TemperatureFaces, trained.Card.Temperature));
        Assert.Contains("which has learned the faces that were held back", trained.Card.Warnings[0], StringComparison.Ordinal);
    }

    private static float[] Logits(FerDataset faces, double spread, double lead, int seed)
    {
        CounterRandom random = new(seed);
        float[] logits = new float[faces.Count * 7];
        for (int i = 0; i < faces.Count; i++)
            for (int k = 0; k < 7; k++)
                logits[(i * 7) + k] = (float)((spread * random.NextNormal()) + (k == (int)faces.Label(i) ? lead : 0));
        return logits;
    }
}
