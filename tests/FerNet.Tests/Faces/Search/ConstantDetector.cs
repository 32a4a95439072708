using FerNet.Models;
using FerNet.Networks;
using FerNet.Networks.Detection;

namespace FerNet.Tests.Faces.Search;

/// <summary>A detector file whose cells all give the same answer, whatever the image shows: cells in the padding, too.</summary>
internal static class ConstantDetector
{
    /// <param name="logSize">Logarithm of the width and height of a box in strides.</param>
    /// <param name="landmark">Offset of the landmarks from the center of the cell in strides.</param>
    /// <param name="options">Settings of the detector.</param>
    public static FaceDetector Create(float logSize, float landmark = 0, FaceDetectorOptions? options = null)
    {
        DetectorNetwork network = new(8, 16, 16, [1, 1, 1, 1]);
        Dictionary<string, WeightArray> weights =
            network.Weights.ToDictionary(spec => spec.Name, spec => new WeightArray(WeightInitializer.Values(spec, 1), spec.Shape));
        foreach (DetectorNode head in network.Nodes.Where(node => node.IsHead))
        {
            Array.Clear(weights[head.KernelName].Values);
            // Score logit, offset of the center, logarithm of width and height, landmarks.
            ((float[])[5, 0, 0, logSize, logSize, .. Enumerable.Repeat(landmark, 10)]).CopyTo(weights[head.BiasName].Values, 0);
        }
        ModelCard card = new()
        {
            Name = "faces",
            FerNetVersion = "1.0.0",
            Created = DateTimeOffset.UnixEpoch,
            Labels = ["face"],
            Network = network.ToString(),
            Recipe = "none",
            Seed = 1,
            TrainingTime = TimeSpan.Zero,
            Data = "none",
            DataDigest = "",
            Mean = 0,
            StandardDeviation = DetectorNetwork.LevelUnit,
            Parameters = network.ParameterCount,
            MultiplyAdds = network.MultiplyAdds(640, 480),
            Metrics = new Dictionary<string, double>(),
            IntendedUse = "tests",
            LicenseNotice = "none",
        };
        return new FaceDetector(ModelFacts.Seal(DetectorGraph.Write(network, weights, ModelFacts.ToMetadata(card))), "constant", options);
    }
}
