using FerNet.Networks;
using FerNet.Tests.Support;
using FerNet.Training;

namespace FerNet.Tests.Training;

public class BatchMakerTests
{
    private static readonly FerDataset Faces = Patterns.Dataset(perLabel: 5, seed: 1);

    [Fact]
    public void An_epoch_shows_every_face_once_and_each_epoch_in_another_order()
    {
        BatchMaker maker = Maker(new TrainingRecipe { BatchSize = 8 });
        Assert.Equal(Enumerable.Range(0, 35), maker.Order(3).Order());
        Assert.NotEqual(maker.Order(3), maker.Order(4));
        Assert.Equal(5, maker.StepsPerEpoch);
        Assert.Equal(3, maker.Make(0, 4, maker.Order(0)).Count);
    }

    [Fact]
    public void A_training_that_time_ends_sooner_goes_through_all_phases()
    {
        TrainingRecipe recipe = new()
        {
            BatchSize = 8,
            Epochs = 10,
            Crops = [new CropPhase { From = 0, Size = 32 }, new CropPhase { From = 0.5, Size = 40 }],
        };
        BatchMaker maker = Maker(recipe);
        Assert.Equal(32, maker.Make(1, 0, maker.Order(1)).Size);
        Assert.Equal(40, maker.Make(1, 0, maker.Order(1), leastProgress: 0.6).Size);
        Assert.Equal(40, maker.Make(9, 0, maker.Order(9), leastProgress: 0.1).Size);
    }

    [Fact]
    public void A_last_batch_of_one_face_is_left_out() => Assert.Equal(2, Maker(new TrainingRecipe { BatchSize = 17 }).StepsPerEpoch);

    [Fact]
    public void Pixels_are_standardized_and_targets_smoothed_and_weighted()
    {
        BatchMaker maker =
            new(Faces, new TrainingRecipe { BatchSize = 7, LabelSmoothing = 0.07 }, new Normalization(100, 50), [2, 1, 1, 1, 1, 1, 1], 1);
        Batch batch = maker.Make(0, 0, [.. Enumerable.Range(0, 35)]);
        Assert.Equal((Faces.Pixels(0)[5] - 100) / 50f, batch.Pixels[5], 5e-5f);
        Assert.Equal(2 * 0.94f, batch.Targets[0], 5e-6f);
        Assert.Equal(2 * 0.01f, batch.Targets[1], 5e-6f);
        Assert.Equal(0.94f, batch.Targets[7 + 1], 5e-6f);
        Assert.Null(batch.Votes);
    }

    [Fact]
    public void Mixed_batches_keep_the_weight_of_their_targets()
    {
        Batch batch = Maker(new TrainingRecipe { BatchSize = 35, Augmentation = new Augmentation { MixupAlpha = 0.4 } })
            .Make(0, 0, [.. Enumerable.Range(0, 35)]);
        Assert.All(batch.Targets.Chunk(7), row => Assert.Equal(1, row.Sum(), 4));
        Assert.Contains(batch.Targets, share => share is > 0.01f and < 0.99f);
        Assert.All(Enumerable.Range(0, 35), i => Assert.True(batch.Targets[(i * 7) + batch.Labels[i]] >= 0.499f));
    }

    [Fact]
    public async Task The_source_prepares_the_same_batches_in_order_and_can_be_abandoned()
    {
        BatchMaker maker = Maker(new TrainingRecipe { BatchSize = 4, Augmentation = new Augmentation { Shift = 0.1 } });
        int[] order = maker.Order(1);
        int step = 2;
        await foreach (Batch batch in BatchSource.Prepare(step, maker.StepsPerEpoch, s =>
            maker.Make(1, s, order), TestContext.Current.CancellationToken))
        {
            Assert.Equal(maker.Make(1, step++, maker.Order(1)).Pixels, batch.Pixels);
            if (step == 5) break;
        }
        Assert.Equal(5, step);
    }

    private static BatchMaker Maker(TrainingRecipe recipe) => new(Faces, recipe, new Normalization(128, 64), null, 1);
}
