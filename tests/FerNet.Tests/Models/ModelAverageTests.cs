using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Models;

public class ModelAverageTests
{
    private static readonly EmotionTrainerOptions Options = new()
    {
        Network = SmallNetworks.Residual,
        Recipe = new TrainingRecipe { LearningRate = 0.002, BatchSize = 20, Epochs = 2, CalibrationFraction = 0.1 },
    };

    [Fact]
    public void The_mean_of_two_models_recognizes_what_they_recognize_and_says_what_it_is()
    {
        using EmotionModel start = SmallModel.Load();
        using EmotionModel one = new EmotionTrainer(Options with { StartFrom = start }).Train(SmallModel.Faces);
        using EmotionModel mean = new EmotionTrainer(Options).Average([start, one], SmallModel.Faces, [1, 3]);

        FerDataset test = SmallModel.Faces.PublicTest;
        double least = Math.Min(start.Evaluate(test).Accuracy, one.Evaluate(test).Accuracy);
        Assert.InRange(mean.Evaluate(test).Accuracy, least - 0.1, 1);
        Assert.Equal(mean.Evaluate(test).Accuracy, mean.Card.ValidationAccuracy!.Value, 1e-9);
        Assert.Contains("0.25 'residual'", mean.Card.Recipe, StringComparison.Ordinal);
        Assert.Equal(start.Card.Epochs + one.Card.Epochs, mean.Card.Epochs);
        Assert.StartsWith("The rights in the faces", mean.Card.LicenseNotice, StringComparison.Ordinal);
        Assert.DoesNotContain("best epoch", mean.Card.ToString(), StringComparison.Ordinal);

        using MemoryStream stream = new();
        mean.Save(stream);
        stream.Position = 0;
        using EmotionModel loaded = EmotionModel.Load(stream);
        Assert.Equal(mean.Score(test), loaded.Score(test));
    }

    [Fact]
    public void The_mean_of_a_model_with_itself_is_the_model_with_a_temperature_fitted_on_the_faces_held_back()
    {
        using EmotionModel model = SmallModel.Load();
        using EmotionModel same = new EmotionTrainer(Options).Average([model, model], SmallModel.Faces);
        float[] expected = model.Logits(SmallModel.Faces.PublicTest), actual = same.Logits(SmallModel.Faces.PublicTest);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-4f);

        FerDataset held = TrainingPlan.Make(Options, SmallModel.Faces).Calibration;
        Assert.NotEqual(0, held.Count);
        double At(double temperature) => Temperature.Objective(same.Logits(held), held, temperature, prior: model.Card.Temperature);
        foreach (double other in (double[])[0.8, 0.97, 1.03, 1.25])
            Assert.True(At(same.Card.Temperature) <= At(other * same.Card.Temperature) + 1e-6);

        using EmotionModel unfitted =
            new EmotionTrainer(Options with { Recipe = new TrainingRecipe() }).Average([model, model], SmallModel.Faces);
        Assert.Equal(model.Card.Temperature, unfitted.Card.Temperature, 1e-6f);
    }

    /// <summary>The validation faces carry wrong labels, so that the model seems to know the faces held back much better.</summary>
    [Fact]
    public void The_mean_of_models_that_have_learned_the_faces_held_back_keeps_the_mean_of_their_temperatures_and_says_so()
    {
        using EmotionModel model = SmallModel.Load();
        EmotionTrainerOptions options = Options with
        {
            Recipe = Options.Recipe with { CalibrationFraction = 0.3 },
            ValidationSet = SmallModel.WronglyLabeled,
        };
        using EmotionModel same = new EmotionTrainer(options).Average([model, model], SmallModel.Faces.Training);
        Assert.Equal(0, same.Card.TemperatureFaces);
        Assert.Equal(model.Card.Temperature, same.Card.Temperature, 1e-6f);
        Assert.Contains("which has learned the faces that were held back", same.Card.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Models_without_a_common_start_are_refused()
    {
        // Without faces held back both standardize alike, and only their random first weights differ.
        TrainingRecipe recipe = new() { LearningRate = 0.01, BatchSize = 20, Epochs = 14, AveragingDecay = 0.5 };
        using EmotionModel model = new EmotionTrainer(Options with { Seed = 8, Recipe = recipe }).Train(SmallModel.Faces);
        using EmotionModel other = new EmotionTrainer(Options with { Seed = 9, Recipe = recipe }).Train(SmallModel.Faces);
        Assert.Contains("they were not trained from the same starting model. Train them from one with StartFrom.",
            Assert.Throws<ArgumentException>(() => new EmotionTrainer(Options).Average([model, other], SmallModel.Faces)).Message,
            StringComparison.Ordinal);

        using EmotionModel elsewhere =
            new EmotionTrainer(Options with { Epochs = 1 }).Train(Patterns.Dataset(perLabel: 6, seed: 9, testPerLabel: 2));
        Assert.Contains("Model 2 standardizes",
            Assert.Throws<ArgumentException>(() => new EmotionTrainer(Options).Average([model, elsewhere], SmallModel.Faces)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_averaged_is_refused()
    {
        using EmotionModel model = SmallModel.Load(), shipped = EmotionModel.LoadDefault();
        EmotionTrainer trainer = new(Options);
        string message = Assert.Throws<ArgumentException>(() => trainer.Average([model, shipped], SmallModel.Faces)).Message;
        Assert.Contains("Model 2, 'default'", message, StringComparison.Ordinal);
        using EmotionModel whole =
            new EmotionTrainer(Options with { StartFrom = model, HalfWeights = false, Epochs = 1 }).Train(SmallModel.Faces);
        Assert.Contains("only one of them was trained with HalfWeights",
            Assert.Throws<ArgumentException>(() => trainer.Average([model, whole], SmallModel.Faces)).Message, StringComparison.Ordinal);
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => trainer.Average([model], SmallModel.Faces)).Message,
            StringComparison.Ordinal);
        Assert.Contains("3 shares",
            Assert.Throws<ArgumentException>(() => trainer.Average([model, model], SmallModel.Faces, [1, 1, 1])).Message,
            StringComparison.Ordinal);
        foreach (double[] shares in (double[][])[[0, 0], [1, -1], [double.NaN, 1]])
            Assert.Throws<ArgumentException>(() => trainer.Average([model, model], SmallModel.Faces, shares));
    }
}
