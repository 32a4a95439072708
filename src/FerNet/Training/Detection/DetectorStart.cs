using FerNet.Networks;
using FerNet.Networks.Detection;
using FerNet.Networks.Onnx;
using FerNet.Networks.Onnx.Format;

namespace FerNet.Training.Detection;

/// <summary>Reads the initial weights of a training from a detector.</summary>
/// <remarks>
/// In the file, every batch normalization is folded into its convolution. Each convolution gets its folded kernel, and
/// <see cref="FoldedNormalizations"/> measures the normalizations on training inputs, so that the outputs stay the same.
/// </remarks>
internal static class DetectorStart
{
    /// <summary>Overwrites the weights with those of a detector.</summary>
    /// <param name="weights">The weights of <paramref name="network"/>.</param>
    /// <param name="network">The network that is trained.</param>
    /// <param name="start">A detector of the same network.</param>
    /// <param name="statistics">The inputs on which the normalizations are measured.</param>
    /// <param name="exact">Computes the network in float32.</param>
    /// <param name="cancellationToken">Cancels between two batches.</param>
    /// <exception cref="ArgumentException">The detector has another network.</exception>
    public static void Apply(DetectorWeights weights, DetectorNetwork network, FaceDetector start, StatisticsInputs statistics,
        DetectorForward exact, CancellationToken cancellationToken)
    {
        Dictionary<string, float[]> stored = ModelProto.Parser.ParseFrom(start.Graph).Graph.Initializer
            .Where(TensorNumbers.IsFloatTensor).ToDictionary(tensor => tensor.Name, TensorNumbers.Read);
        foreach (DetectorNode node in network.Nodes.Where(node => node.Operation == DetectorOperation.Convolution))
        {
            float[] kernel = Numbers(node.KernelName, node.KernelName);
            weights.Set(node.KernelName, node.Inputs[0] == DetectorFormat.Input
                ? [.. kernel.Select(value => value * DetectorNetwork.LevelUnit)]
                : kernel);
            string biasWeight = node.HasNormalization ? $"{node.Name}.shift" : node.BiasName;
            if (node.HasNormalization || node.IsHead) weights.Set(biasWeight, Numbers(node.BiasName, biasWeight));
        }
        FoldedNormalizations folded = new(network.Nodes.Where(node => node.HasNormalization).Select(node => node.Name));
        statistics.MeasureFolded(exact, weights, folded, cancellationToken);
        folded.RestoreNormalizations(weights.Set, name => weights[name]);

        float[] Numbers(string storedName, string weightName)
        {
            long count = weights[weightName].numel();
            return stored.TryGetValue(storedName, out float[]? numbers) && numbers.Length == count
                ? numbers
                : throw new ArgumentException(
                    Invariant($"StartFrom is a detector of another network: it has no {storedName} of {count:N0} numbers. Start from ") +
                    Invariant($"{nameof(FaceDetector)}.") +
                    Invariant($"{nameof(FaceDetector.CreateDefault)} or from a detector that this version trained."), nameof(start));
        }
    }
}
