using FerNet.Networks;
using FerNet.Networks.Layers;
using FerNet.Training;

namespace FerNet.Samples;

/// <summary>A small network and a recipe that trains it within a minute.</summary>
internal static class TourNetwork
{
    public static Network Network { get; } = new(
        "tour",
        new Conv2D(16), new BatchNormalization(), new ReLU(), new MaxPooling2D(),
        new Conv2D(32), new BatchNormalization(), new ReLU(), new MaxPooling2D(),
        new Conv2D(64), new BatchNormalization(), new ReLU(), new MaxPooling2D(),
        new Flatten(),
        new Dropout(0.3),
        new Dense(EmotionExtensions.Count));

    public static TrainingRecipe Recipe { get; } = new()
    {
        Name = "tour",
        Optimizer = TrainingOptimizer.Adam,
        LearningRate = 2e-3,
        Schedule = LearningRateSchedule.WarmUpThenCosine(),
        BatchSize = 32,
        Augmentation = new Augmentation { MirrorChance = 0.5, Shift = 0.05, Scale = 0.05 },
    };
}
