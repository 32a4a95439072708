using FerNet.Networks;
using FerNet.Training;
using FerNet.Utilities;

namespace FerNet.Models;

/// <summary>Creates a model from the result of training, or from its best weights so far.</summary>
/// <param name="faces">The dataset that is trained on.</param>
/// <param name="columns">The columns that the models' pipelines read and add.</param>
internal sealed class ModelWriter(FerDataset faces, ModelColumns columns)
{
    /// <summary>The maximum number of epochs in a card's history.</summary>
    public const int MostEpochs = 2000;

    private IReadOnlyDictionary<string, double>? startMetrics;

    public EmotionModel Write(TrainedNetwork trained, CancellationToken cancellationToken)
    {
        TrainingPlan plan = trained.Plan;
        Network network = plan.Options.Network;
        ModelCard card = new()
        {
            Name = network.Name,
            FerNetVersion = ModelFacts.Version,
            Created = ModelFacts.Created(plan.Options.Created, plan.Options.Reproducible),
            Network = CultureInvariant.Text(network.ToString),
            Recipe = CultureInvariant.Text(() => plan.Options.StartFrom is { } start
                ? $"{plan.Recipe}; started from '{start.Card.Name}' of {start.Card.Created:u}"
                : $"{plan.Recipe}"),
            Seed = plan.Options.Seed,
            PlannedEpochs = plan.Recipe.Epochs,
            ParentDigest = plan.Options.StartFrom?.Card.Digest ?? "",
            Data =
                CultureInvariant.Text(() =>
                    $"{faces.Name}: {plan.Training.Count:N0} training faces, {plan.Validation.Count:N0} for validation, " +
                    $"{plan.Calibration.Count:N0} for the temperature"),
            DataDigest = plan.DataDigest,
            Mean = plan.Normalization.Mean,
            StandardDeviation = plan.Normalization.StandardDeviation,
            Temperature = trained.Temperature,
            TemperatureFaces = plan.LearnedCalibrationAccuracy is null ? plan.Calibration.Count : 0,
            Warnings = CardWarnings.Create(plan, trained.Temperature, plan.LearnedCalibrationAccuracy),
            Parameters = network.ParameterCount,
            MultiplyAdds = network.MultiplyAdds,
            ValidationAccuracy = plan.Validation.Count > 0 ? trained.State.BestAccuracy : null,
            StartMetrics = startMetrics ??= ComputeStartMetrics(plan, cancellationToken),
            IntendedUse = UsageAndLicense.Use(faces, plan.Training.Count),
            LicenseNotice = UsageAndLicense.License(faces, [.. Origins(plan.Options).Select(model => model.Card)]),
        };
        card = WithProgress(card, trained.State, plan.Options.Reproducible);
        if (plan.Validation.Count > 0)
        {
            // The figures are measured with the exported graph, so that they are those of the file.
            using EmotionModel measured = Seal(trained, card);
            card = card with { Metrics = CardMetrics.Compute(measured, plan.Validation, plan.Training, cancellationToken) };
        }
        return Seal(trained, card);
    }

    /// <summary>Updates the card after an epoch, also where the best weights did not change.</summary>
    public static ModelCard WithProgress(ModelCard card, TrainingState state, bool reproducible) => card with
    {
        Epochs = state.Epoch,
        BestEpoch = state.BestEpoch,
        TrainingTime = reproducible ? TimeSpan.Zero : state.Elapsed,
        IsUnfinished = !state.IsFinished,
        History = [.. EvenlySpaced(state.History).Select(epoch => reproducible ? WithoutTimes(epoch) : epoch)],
    };

    private static EpochMetrics WithoutTimes(EpochMetrics epoch) =>
        epoch with { ImagesPerSecond = 0, Duration = TimeSpan.Zero, TimeLeft = TimeSpan.Zero };

    /// <summary>Reduces the history, because the size of the file's metadata is limited.</summary>
    private static EpochMetrics[] EvenlySpaced(List<EpochMetrics> history)
    {
        int stride = (history.Count + MostEpochs - 1) / MostEpochs;
        return [.. history.Where((_, index) => (history.Count - 1 - index) % stride == 0)];
    }

    private static IReadOnlyDictionary<string, double> ComputeStartMetrics(TrainingPlan plan, CancellationToken cancellationToken) =>
        plan.Options.StartFrom is { } start && plan.Validation.Count > 0
            ? CardMetrics.Compute(start, plan.Validation, plan.Training, cancellationToken)
            : new Dictionary<string, double>();

    private static IEnumerable<EmotionModel> Origins(EmotionTrainerOptions options) =>
        options.StartFrom is { } start ? [start, .. options.Teachers] : options.Teachers;

    private EmotionModel Seal(TrainedNetwork trained, ModelCard card)
    {
        TrainingPlan plan = trained.Plan;
        byte[] graph = OnnxExport.Write(plan.Options.Network, trained.Weights, plan.Normalization, trained.Temperature,
            plan.Options.HalfWeights, ModelFacts.ToMetadata(card, columns));
        return EmotionModel.FromOwnGraph(ModelFacts.Seal(graph), plan.Options.Network.Name, columns);
    }
}
