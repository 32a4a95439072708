using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Format;
using FerNet.Training;
using FerNet.Utilities;
using Google.Protobuf;

namespace FerNet.Models;

/// <summary>Averages the weights of several models that have the same starting model.</summary>
/// <remarks>Source: Wortsman et al., "Model soups: averaging weights of multiple fine-tuned models", arXiv:2203.05482.</remarks>
internal static class ModelAverage
{
    private const string Temperature = "temperature";

    /// <param name="models">Two or more models of one network with the same starting model.</param>
    /// <param name="shares">One for each model, 0 or more; their sum need not be 1.</param>
    /// <param name="plan">The faces to fit the temperature on and to measure with.</param>
    /// <param name="dataName">The name of the faces on the card.</param>
    /// <param name="cancellationToken">Cancels the call between two blocks of faces.</param>
    public static EmotionModel Compute(IReadOnlyList<EmotionModel> models, IReadOnlyList<double> shares, TrainingPlan plan,
        string dataName, CancellationToken cancellationToken)
    {
        double sum = shares.Sum();
        double[] normalizedShares = [.. shares.Select(share => share / sum)];
        ModelProto[] graphs = [.. models.Select(model => ModelProto.Parser.ParseFrom(model.Graph))];
        for (int i = 1; i < models.Count; i++) RequireAlike(models, i, GraphAverage.AreAlike(graphs[0].Graph, graphs[i].Graph));

        ModelProto averagedModel = graphs[0];
        averagedModel.Graph = GraphAverage.Compute([.. graphs.Select(graph => graph.Graph)], normalizedShares);
        ModelCard card = Card(models, normalizedShares, plan, dataName);
        double? learnedAccuracy =
            models.Select(model => Training.Temperature.LearnedAccuracy(model, plan)).FirstOrDefault(accuracy => accuracy is not null);
        if (plan.Calibration.Count > 0 && learnedAccuracy is null)
        {
            using EmotionModel untempered = Seal(averagedModel, card, plan);
            float fitted = Training.Temperature.Fit(
                untempered.Logits(plan.Calibration, cancellationToken), plan.Calibration, card.Temperature);
            card = card with { Temperature = fitted, TemperatureFaces = plan.Calibration.Count };
        }
        card = card with { Warnings = CardWarnings.Create(plan, card.Temperature, learnedAccuracy) };
        if (plan.Validation.Count > 0)
        {
            using EmotionModel measured = Seal(averagedModel, card, plan);
            card = card with { Metrics = CardMetrics.Compute(measured, plan.Validation, plan.Training, cancellationToken) };
            card = card with { ValidationAccuracy = card.Metrics[CardMetrics.Accuracy] };
            RequireSimilarAccuracy(models, card.Metrics[CardMetrics.Accuracy], plan.Validation, cancellationToken);
        }
        return Seal(averagedModel, card, plan);
    }

    private static void RequireAlike(IReadOnlyList<EmotionModel> models, int index, bool areAlike)
    {
        ModelCard first = models[0].Card, other = models[index].Card;
        const string Cure = "Only models trained from the same starting model can be averaged: train them from it with StartFrom.";
        if (!areAlike)
        {
            throw new ArgumentException(
                Invariant($"Model {index + 1}, '{UntrustedText.Quote(other.Name)}' ({other.Parameters:N0} parameters), has other layers ") +
                Invariant($"or sizes than model 1, '{UntrustedText.Quote(first.Name)}' ({first.Parameters:N0} parameters), or only one ") +
                Invariant($"of them was trained with HalfWeights. {Cure}"), nameof(models));
        }
        if ((first.Mean, first.StandardDeviation) != (other.Mean, other.StandardDeviation))
        {
            throw new ArgumentException(
                Invariant($"Model {index + 1} standardizes gray levels with mean {other.Mean} and ") +
                Invariant($"standard deviation {other.StandardDeviation}, model 1 ") +
                Invariant($"with {first.Mean} and {first.StandardDeviation}. {Cure}"), nameof(models));
        }
    }

    /// <summary>Throws where the average is much less accurate than the models, as for models without a common starting model.</summary>
    private static void RequireSimilarAccuracy(IReadOnlyList<EmotionModel> models, double averaged, FerDataset faces,
        CancellationToken cancellationToken)
    {
        const double MaxAccuracyDrop = 0.1;
        double[] accuracies = [.. models.Select(model => model.Evaluate(faces, cancellationToken).Accuracy)];
        // On few faces, random variation of the accuracy is larger than the limit.
        if (averaged >= accuracies.Min() - Math.Max(MaxAccuracyDrop, 2 / Math.Sqrt(faces.Count))) return;
        throw new ArgumentException(CultureInvariant.Text(() =>
            $"The mean recognizes {averaged:P1} of {faces.Count:N0} validation faces, its models " +
            $"{string.Join(" and ", accuracies.Select(accuracy => $"{accuracy:P1}"))}: they were not trained from the same starting " +
            "model. Train them from one with StartFrom."), nameof(models));
    }

    private static ModelCard Card(IReadOnlyList<EmotionModel> models, double[] normalizedShares, TrainingPlan plan, string dataName) =>
        models[0].Card with
        {
            FerNetVersion = ModelFacts.Version,
            Created = ModelFacts.Created(plan.Options.Created, plan.Options.Reproducible),
            Recipe =
            CultureInvariant.Text(() =>
                "mean of the weights of " +
                    string.Join("; ", models.Select((model, i) =>
                        $"{normalizedShares[i]:0.###} '{model.Card.Name}' of {model.Card.Created:u} ({model.Card.Recipe})"))),
            Epochs = models.Sum(model => model.Card.Epochs),
            PlannedEpochs = 0,
            IsUnfinished = false,
            BestEpoch = 0,
            History = [],
            ParentDigest = "",
            StartMetrics = new Dictionary<string, double>(),
            TrainingTime =
            plan.Options.Reproducible ? TimeSpan.Zero : TimeSpan.FromTicks(models.Sum(model => model.Card.TrainingTime.Ticks)),
            Data =
            CultureInvariant.Text(() =>
                $"{dataName}: {plan.Training.Count:N0} training faces, {plan.Validation.Count:N0} for validation, " +
                $"{plan.Calibration.Count:N0} for the temperature; the models: " +
                $"{string.Join("; ", models.Select(model => model.Card.Data).Distinct())}"),
            DataDigest = plan.DataDigest,
            Temperature = (float)models.Select((model, i) => normalizedShares[i] * model.Card.Temperature).Sum(),
            TemperatureFaces = 0,
            IntendedUse = UsageAndLicense.JoinNotes(models.Select(model => model.Card.IntendedUse)),
            LicenseNotice = UsageAndLicense.JoinNotes(models.Select(model => model.Card.LicenseNotice)),
            ValidationAccuracy = null,
            Metrics = new Dictionary<string, double>(),
        };

    /// <summary>The graph with the card's temperature, the card and the digest.</summary>
    private static EmotionModel Seal(ModelProto averagedModel, ModelCard card, TrainingPlan plan)
    {
        TensorNumbers.Write(averagedModel.Graph.Initializer.Single(tensor => tensor.Name == Temperature), [card.Temperature]);
        averagedModel.MetadataProps.Clear();
        ModelColumns columns = ModelColumns.FromOptions(plan.Options);
        averagedModel.MetadataProps.AddRange(
            ModelFacts.ToMetadata(card, columns).Select(fact => new StringStringEntryProto { Key = fact.Key, Value = fact.Value }));
        return EmotionModel.FromOwnGraph(ModelFacts.Seal(averagedModel.ToByteArray()), card.Name, columns);
    }
}
