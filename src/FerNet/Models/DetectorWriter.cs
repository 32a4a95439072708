using FerNet.Data.Detection;
using FerNet.Networks;
using FerNet.Networks.Detection;
using FerNet.Training.Detection;

namespace FerNet.Models;

/// <summary>Writes a trained detector with its card as a sealed ONNX graph.</summary>
internal static class DetectorWriter
{
    public const string Name = "faces";

    /// <summary>The size for which the card states the cost.</summary>
    private const int CostWidth = 640, CostHeight = 480;

    public static byte[] Write(DetectorTrainingRun run, IReadOnlyDictionary<string, WeightArray> weights,
        FaceDetectorTrainerOptions options, FaceDetectionDataset photographs, DetectorTrainingData data)
    {
        FaceDetectorMetrics? last = run.State.History.LastOrDefault();
        Dictionary<string, double> metrics = [];
        if (last?.ValidationRecall is { } recall)
            metrics["recall of labeled faces of 20 pixels and more at 0.1 false faces a photograph"] = recall;
        if (last?.ValidationLandmarkError is { } error) metrics["median landmark error over eye distance"] = error;
        ModelCard card = new()
        {
            Name = Name,
            FerNetVersion = ModelFacts.Version,
            Created = ModelFacts.Created(options.Created, options.Reproducible),
            Labels = ["face"],
            Network = run.Network.ToString(),
            Recipe =
                FormattableString.Invariant($"{run.State.Step} steps of {options.BatchSize} views of {options.InputSize} x ") +
                    Invariant($"{options.InputSize} pixels, AdamW at {options.LearningRate}, weight decay {options.WeightDecay}, ") +
                    "averaged weights" +
                    (options.StartFrom is { } start ? Invariant($"; started from the detector of {start.Card.Created:u}") : "") +
                    (options.HardNegativeShare > 0
                        ? Invariant($"; hard negatives in {options.HardNegativeShare:0.## %} of the views")
                        : ""),
            Seed = options.Seed,
            TrainingTime = options.Reproducible ? TimeSpan.Zero : run.State.Elapsed,
            Data =
                FormattableString.Invariant($"{photographs.Name}: {data.Training.Length:N0} photographs learned from and ") +
                    Invariant($"{data.Validation.Length:N0} held back, {photographs.FaceCount:N0} faces; {data.Backgrounds.Length:N0} ") +
                    "images without faces",
            DataDigest = photographs.Digest,
            Mean = 0,
            StandardDeviation = DetectorNetwork.LevelUnit,
            Parameters = run.Network.ParameterCount,
            MultiplyAdds = run.Network.MultiplyAdds(CostWidth, CostHeight),
            Metrics = metrics,
            IntendedUse =
                "Finds faces and five landmarks in photographs. It recognizes nobody. Faces rolled by more than some 45 degrees, and " +
                "faces of less than some 16 pixels at the size that is searched, are often missed.",
            LicenseNotice =
                $"The rights in the photographs ({photographs.Name}) are for whoever trained the detector to say; it holds weights " +
                "only, no image.",
        };
        return ModelFacts.Seal(DetectorGraph.Write(run.Network, weights, ModelFacts.ToMetadata(card)));
    }
}
