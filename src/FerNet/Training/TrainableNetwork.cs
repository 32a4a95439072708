using System.Globalization;
using FerNet.Networks;
using FerNet.Networks.Layers;
using TorchSharp;

namespace FerNet.Training;

/// <summary>A network with trainable weights, and the second task that shares its features. Owns its weights.</summary>
internal sealed class TrainableNetwork : IDisposable
{
    /// <summary>Name of the layer that predicts FER+ votes from the features before the last layer; it is not exported.</summary>
    public const string VotesLayerName = "votes";

    private readonly Dense? votes;
    private readonly int freezeUntil;

    /// <param name="network">The description.</param>
    /// <param name="learnsVotes">Whether FER+ votes are predicted as a second task.</param>
    /// <param name="isHalf">Whether to compute in bfloat16.</param>
    /// <param name="seed">Seed of the random weights.</param>
    /// <param name="device">The device of the weights and the computation.</param>
    /// <param name="freezeUntil">Index of the first layer that is trained; the layers before it compute as at prediction time.</param>
    public TrainableNetwork(Network network, bool learnsVotes, bool isHalf, int seed, torch.Device device, int freezeUntil = 0)
    {
        this.freezeUntil = freezeUntil;
        Network = network;
        IsHalf = isHalf;
        Device = device;
        votes = learnsVotes && network.Layers[^1] is Dense ? new Dense(BatchMaker.VoteCount) : null;
        Weights = WeightStore.Initialize(AllSpecs(network, votes).Select(WithFreezing), seed, device);
    }

    public Network Network { get; }

    public bool IsHalf { get; }

    public torch.Device Device { get; }

    public WeightStore Weights { get; }

    /// <summary>Returns the logits [N, 7] and, if votes are predicted, their logits [N, 10], both float32.</summary>
    public (torch.Tensor Logits, torch.Tensor? Votes) Learn(torch.Tensor pixels, torch.Generator? random = null, double dropShare = 1,
        bool freezesRunningStatistics = false)
    {
        ForwardPass pass = new(Weights, isTraining: true, IsHalf)
        {
            Random = random,
            DropShare = dropShare,
            FreezesRunningStatistics = freezesRunningStatistics,
        };
        Layer[] body = [.. Network.Layers.SkipLast(1)];
        int last = body.Length;
        torch.Tensor features = LayerSequence.Forward(body, pass, "", ForwardFrozenLayers(Weights, pass.PrepareInput(pixels)), freezeUntil);
        torch.Tensor logits = Network.Layers[last].Forward(pass, $"{last}", features).to(torch.float32);
        return (logits, votes?.Forward(pass, VotesLayerName, features).to(torch.float32));
    }

    /// <summary>Returns the prediction-time logits [N, 7], float32, with the given weights.</summary>
    public torch.Tensor Answer(WeightStore weights, torch.Tensor pixels)
    {
        ForwardPass pass = new(weights, isTraining: false, IsHalf);
        return LayerSequence.Forward(Network.Layers, pass, "", pass.PrepareInput(pixels)).to(torch.float32);
    }

    /// <summary>
    /// Replaces the running statistics of the weights by statistics that are measured on the given batches [N, 1, 48, 48], in training mode
    /// without dropout. The other weights are not changed.
    /// </summary>
    public void MeasureStatistics(WeightStore weights, IEnumerable<torch.Tensor> batches)
    {
        using IDisposable noGrad = torch.no_grad();
        NormalizationStatistics statistics = new();
        ForwardPass pass = new(weights, isTraining: true, IsHalf) { Statistics = statistics };
        foreach (torch.Tensor batch in batches)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            LayerSequence.Forward(Network.Layers, pass, "", ForwardFrozenLayers(weights, pass.PrepareInput(batch)), freezeUntil);
        }
        statistics.Write(weights.Set);
    }

    /// <summary>
    /// Copies the weights of a starting model. Its folded normalizations are measured on batches [N, 1, 48, 48] of training faces.
    /// </summary>
    public void StartFrom(GraphWeights start, IEnumerable<torch.Tensor> batches)
    {
        Weights.CopyFrom(start.Arrays);
        FoldedNormalizations folded = new(start.FoldedLayerNames);
        using IDisposable noGrad = torch.no_grad();
        ForwardPass pass = new(Weights, isTraining: false, isHalf: false) { Folded = folded };
        foreach (torch.Tensor batch in batches)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            LayerSequence.Forward(Network.Layers, pass, "", pass.PrepareInput(batch));
        }
        if (start.FoldedLayerNames.Count > 0) folded.RestoreNormalizations(Weights.Set, name => Weights[name]);
    }

    public void Dispose() => Weights.Dispose();

    /// <summary>Computes the frozen layers for a batch as at prediction time, with the running statistics of the starting model.</summary>
    private torch.Tensor ForwardFrozenLayers(WeightStore weights, torch.Tensor input)
    {
        if (freezeUntil == 0) return input;
        using IDisposable noGrad = torch.no_grad();
        return LayerSequence.Forward([.. Network.Layers.Take(freezeUntil)], new ForwardPass(weights, isTraining: false, IsHalf), "", input);
    }

    private WeightSpec WithFreezing(WeightSpec spec) =>
        int.TryParse(spec.Name.AsSpan(0, spec.Name.IndexOf('.', StringComparison.Ordinal)), CultureInfo.InvariantCulture, out int layer)
            && layer < freezeUntil
            ? spec with { IsFrozen = true }
            : spec;

    private static IEnumerable<WeightSpec> AllSpecs(Network network, Dense? votes)
    {
        if (votes is null) return network.Weights;
        TensorShape features = LayerSequence.OutputShape(network.Layers.SkipLast(1), network.Input);
        return network.Weights.Concat(votes.Weights(features).Select(weight => weight with { Name = $"{VotesLayerName}.{weight.Name}" }));
    }
}
