using FerNet.Networks;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

public class TeacherTests
{
    [Fact]
    public void A_missing_teacher_or_network_is_named()
    {
        Assert.Contains("One of the 1 Teachers is null",
            Assert.Throws<ArgumentException>(() => new EmotionTrainerOptions { Teachers = [null!] }).Message);
        Assert.Contains("Network is null",
            Assert.Throws<ArgumentNullException>(() => new EmotionTrainerOptions { Network = null! }).Message);
    }

    [Fact]
    public void Answers_are_the_mean_over_the_face_and_its_mirror_image()
    {
        using EmotionModel teacher = SmallModel.Load();
        FerDataset faces = SmallModel.Faces.Training;
        float[] answers = TeacherAnswers.Compute([teacher], faces);
        byte[] mirrored = [.. Enumerable.Range(0, 48).SelectMany(row => faces.Pixels(3).Slice(row * 48, 48).ToArray().Reverse())];
        float[] plain = teacher.Score(faces.Pixels(3)), other = teacher.Score(mirrored);
        for (int i = 0; i < 7; i++) Assert.Equal((plain[i] + other[i]) / 2, answers[21 + i], 1e-5f);
    }

    [Fact]
    public void A_training_that_is_canceled_before_it_begins_asks_no_teacher_and_writes_no_checkpoint()
    {
        using TemporaryFolder folder = new();
        using EmotionModel teacher = SmallModel.Load();
        using CancellationTokenSource stop = new();
        stop.Cancel();
        EmotionTrainerOptions options = new()
        {
            Network = SmallNetworks.Plain,
            Recipe = new TrainingRecipe { BatchSize = 20, Epochs = 1 },
            Teachers = [teacher],
            CheckpointDirectory = folder.Path,
        };
        Assert.ThrowsAny<OperationCanceledException>(() => new EmotionTrainer(options).Train(SmallModel.Faces, stop.Token));
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingPlan.Make(options, SmallModel.Faces, stop.Token));
    }

    [Fact]
    public void Targets_mix_label_and_answer()
    {
        FerDataset faces = Patterns.Dataset(perLabel: 1, seed: 1);
        float[] taught = [.. Enumerable.Range(0, 49).Select(i => i % 7 == 6 ? 1f : 0f)];
        TrainingRecipe recipe = new() { BatchSize = 7, TeacherWeight = 0.25 };
        Batch batch = new BatchMaker(faces, recipe, new Normalization(128, 64), null, 1, taught).Make(0, 0, [0, 1, 2, 3, 4, 5, 6]);
        Assert.Equal([0.75f, 0, 0, 0, 0, 0, 0.25f], batch.Targets[..7]);
    }

    [Fact]
    public void A_pupil_trains_with_its_teacher()
    {
        using EmotionModel teacher = SmallModel.Load();
        EmotionTrainerOptions options =
            new() { Network = SmallNetworks.Plain, Recipe = new TrainingRecipe { BatchSize = 20, Epochs = 2 }, Teachers = [teacher] };
        using EmotionModel pupil = new EmotionTrainer(options).Train(SmallModel.Faces);
        using EmotionModel alone = new EmotionTrainer(options with { Teachers = [] }).Train(SmallModel.Faces);
        Assert.Contains("teacher 0.7", pupil.Card.Recipe, StringComparison.Ordinal);
        Assert.Contains("teacher 0,", alone.Card.Recipe, StringComparison.Ordinal);
        Assert.NotEqual(alone.Score(SmallModel.Faces), pupil.Score(SmallModel.Faces));
    }
}
