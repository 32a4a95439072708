using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>Teachers that answer for the crops of each step, on the device of the training. Owns its networks.</summary>
internal sealed class TeacherNetworks : IDisposable
{
    private readonly List<GraphNetwork> networks = [];
    private readonly Normalization normalization;

    /// <param name="teachers">Models of any networks that accept crops of the training's sizes.</param>
    /// <param name="normalization">The standardization of the training, which is reverted: the graph of each teacher contains its
    /// own.</param>
    /// <param name="device">The device of the computation.</param>
    /// <param name="isHalf">Whether to compute in bfloat16.</param>
    public TeacherNetworks(IEnumerable<EmotionModel> teachers, Normalization normalization, torch.Device device, bool isHalf)
    {
        this.normalization = normalization;
        foreach (EmotionModel teacher in teachers) networks.Add(new GraphNetwork(teacher.Graph, device, isHalf));
    }

    /// <summary>Mean probabilities [n, 7] of all teachers for standardized crops [n, 1, size, size].</summary>
    public torch.Tensor Probabilities(torch.Tensor crops)
    {
        using IDisposable noGrad = torch.no_grad();
        using Scalar deviation = ((double)normalization.StandardDeviation).ToScalar(), mean = ((double)normalization.Mean).ToScalar(),
            share = (1.0 / networks.Count).ToScalar();
        torch.Tensor levels = crops.mul(deviation).add(mean, TorchScalars.One);
        return networks.Select(network => Scores(network, levels)).Aggregate((sum, next) => sum.add(next, TorchScalars.One)).mul(share);
    }

    /// <summary>A scope per teacher frees its intermediate tensors before the next teacher is computed.</summary>
    private static torch.Tensor Scores(GraphNetwork network, torch.Tensor levels)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return network.Scores(levels).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Mixes targets [n, 7] with a share of the teachers' answers [n, 7] for the first crops. Each row keeps its sum, the weight of the
    /// face.
    /// </summary>
    public static torch.Tensor Blend(torch.Tensor targets, torch.Tensor answers, double share)
    {
        using IDisposable noGrad = torch.no_grad();
        using Scalar taught = share.ToScalar(), kept = (1 - share).ToScalar();
        return targets.mul(kept).add(answers * targets.sum(1, keepdim: true), taught);
    }

    public void Dispose()
    {
        foreach (GraphNetwork network in networks) network.Dispose();
    }
}
