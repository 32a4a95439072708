using FerNet.Networks;

namespace FerNet.Training;

/// <summary>The result of a training: plan, best weights, temperature, and final state.</summary>
internal sealed record TrainedNetwork(
    TrainingPlan Plan,
    IReadOnlyDictionary<string, WeightArray> Weights,
    float Temperature,
    TrainingState State);
