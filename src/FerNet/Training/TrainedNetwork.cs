using FerNet.Networks;

namespace FerNet.Training;

/// <summary>What a training leaves: the weights that were kept, the temperature, and the story.</summary>
internal sealed record TrainedNetwork(
    TrainingPlan Plan,
    IReadOnlyDictionary<string, WeightArray> Weights,
    float Temperature,
    TrainingState State)
{
    /// <summary>
    /// How many of the faces that were held back for the temperature are recognized, where the starting model has learned from them and
    /// its temperature was kept; null where the temperature was fitted on them.
    /// </summary>
    public double? LearnedCalibrationAccuracy { get; init; }
}
