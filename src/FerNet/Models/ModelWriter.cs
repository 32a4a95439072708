using FerNet.Networks;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>Turns what a training leaves into a model.</summary>
internal static class ModelWriter
{
    public static EmotionModel Write(TrainedNetwork trained, FerDataset faces, CancellationToken cancellationToken)
    {
        TrainingPlan plan = trained.Plan;
        Network network = plan.Options.Network;
        ModelCard card = new()
        {
            Name = network.Name,
            FerNetVersion = ModelFacts.Version,
            Created = DateTimeOffset.UtcNow,
            Network = CultureInvariant.Text(network.ToString),
            Recipe = CultureInvariant.Text(() => plan.Options.StartFrom is { } start
                ? $"{plan.Recipe}; started from '{start.Card.Name}' of {start.Card.Created:u}"
                : $"{plan.Recipe}"),
            Seed = plan.Options.Seed,
            Epochs = trained.State.Epoch,
            BestEpoch = trained.State.BestEpoch,
            TrainingTime = trained.State.Elapsed,
            Data =
                CultureInvariant.Text(() =>
                    $"{faces.Name}: {plan.Training.Count:N0} training faces, {plan.Validation.Count:N0} for validation, " +
                    $"{plan.Calibration.Count:N0} for the temperature"),
            DataDigest = plan.DataDigest,
            Mean = plan.Normalization.Mean,
            StandardDeviation = plan.Normalization.StandardDeviation,
            Temperature = trained.Temperature,
            TemperatureFaces = trained.LearnedCalibrationAccuracy is null ? plan.Calibration.Count : 0,
            Warnings = CardWarnings.Create(plan, trained.Temperature, trained.LearnedCalibrationAccuracy),
            Parameters = network.ParameterCount,
            MultiplyAdds = network.MultiplyAdds,
            ValidationAccuracy = plan.Validation.Count > 0 ? trained.State.BestAccuracy : null,
            IntendedUse = UsageAndLicense.Use(faces, plan.Training.Count),
            LicenseNotice = UsageAndLicense.License(faces, [.. Origins(plan.Options).Select(model => model.Card)]),
        };
        if (plan.Validation.Count > 0)
        {
            // The figures are the exported graph's own, so they hold for the file and not only for the weights it came from.
            using EmotionModel judged = Seal(trained, card);
            card = card with { Metrics = CardMetrics.Compute(judged, plan.Validation, plan.Training, cancellationToken) };
        }
        return Seal(trained, card);
    }

    private static IEnumerable<EmotionModel> Origins(EmotionTrainerOptions options) =>
        options.StartFrom is { } start ? [start, .. options.Teachers] : options.Teachers;

    private static EmotionModel Seal(TrainedNetwork trained, ModelCard card)
    {
        TrainingPlan plan = trained.Plan;
        byte[] graph = OnnxExport.Write(plan.Options.Network, trained.Weights, plan.Normalization, trained.Temperature,
            plan.Options.HalfWeights, ModelFacts.ToMetadata(card));
        return EmotionModel.FromOwnGraph(ModelFacts.Seal(graph), plan.Options.Network.Name, ModelColumns.FromOptions(plan.Options));
    }
}
