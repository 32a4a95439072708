using FerNet.Networks;

namespace FerNet.Training;

/// <summary>What a training leaves: the weights that were kept, the temperature, and the story.</summary>
internal sealed record TrainedNetwork(
    TrainingPlan Plan,
    IReadOnlyDictionary<string, WeightArray> Weights,
    float Temperature,
    TrainingState State);
