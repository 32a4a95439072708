using FerNet.Evaluation;
using FerNet.Tests.Support;
using FerNet.Training;
using FerNet.Training.Native;

namespace FerNet.Tests.Training;

public class CrossValidationTests
{
    private static readonly FerDataset Faces = Patterns.Dataset(perLabel: 12, seed: 4);

    public CrossValidationTests() => NativeTorch.Require();

    [Fact]
    public void Every_face_is_answered_by_a_model_that_has_not_seen_it()
    {
        EmotionTrainer trainer = new(new EmotionTrainerOptions
        {
            Network = SmallNetworks.Plain,
            Recipe = new TrainingRecipe { LearningRate = 0.01, BatchSize = 16, Epochs = 8 },
            Precision = TrainingPrecision.Float32,
            // Neither is used: the parts are validated on, and nothing is written.
            ValidationSet = Faces,
            CheckpointDirectory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            BestModelPath = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        });
        CrossValidation validation = trainer.CrossValidate(Faces, folds: 3, seed: 2);
        Assert.Equal(3, validation.Folds.Count);
        Assert.Equal(Faces.Count, validation.Folds.Sum(fold => fold.Count));
        Assert.Equal(Faces.Count, validation.OutOfFold.Metrics.Count);
        Assert.Equal(
            validation.Folds.Sum(fold => fold.ConfusionMatrix.Correct), validation.OutOfFold.Metrics.ConfusionMatrix.Correct);
        Assert.True(validation.MeanAccuracy > 0.6, validation.ToString());
        Assert.False(Directory.Exists(trainer.Options.CheckpointDirectory));
        Assert.False(File.Exists(trainer.Options.BestModelPath));
    }
}
