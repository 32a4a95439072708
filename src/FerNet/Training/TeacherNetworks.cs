using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>Trained models that answer about the crops of each step. Owns their weights where the training computes.</summary>
internal sealed class TeacherNetworks : IDisposable
{
    private readonly List<GraphNetwork> networks = [];
    private readonly Normalization normalization;

    /// <param name="teachers">Models of any networks that read crops of the training's sizes.</param>
    /// <param name="normalization">How the training standardizes gray levels; each teacher has its own way.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="isHalf">Whether to compute in bfloat16.</param>
    public TeacherNetworks(IEnumerable<EmotionModel> teachers, Normalization normalization, torch.Device device, bool isHalf)
    {
        this.normalization = normalization;
        foreach (EmotionModel teacher in teachers) networks.Add(new GraphNetwork(teacher.Graph, device, isHalf));
    }

    /// <summary>Mean probabilities [n, 7] of all teachers for standardized crops [n, 1, size, size].</summary>
    public torch.Tensor Probabilities(torch.Tensor crops)
    {
        using IDisposable quiet = torch.no_grad();
        using Scalar deviation = ((double)normalization.StandardDeviation).ToScalar(), mean = ((double)normalization.Mean).ToScalar(),
            share = (1.0 / networks.Count).ToScalar();
        torch.Tensor levels = crops.mul(deviation).add(mean, TorchScalars.One);
        return networks.Select(network => Scores(network, levels)).Aggregate((sum, next) => sum.add(next, TorchScalars.One)).mul(share);
    }

    /// <summary>What a teacher computes on the way is freed before the next one computes.</summary>
    private static torch.Tensor Scores(GraphNetwork network, torch.Tensor levels)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return network.Scores(levels).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Targets [n, 7] of which a share is the teachers' answers [n, 7] about the first crops; each row keeps its sum, the weight of the
    /// face.
    /// </summary>
    public static torch.Tensor Blend(torch.Tensor targets, torch.Tensor answers, double share)
    {
        using IDisposable quiet = torch.no_grad();
        using Scalar taught = share.ToScalar(), kept = (1 - share).ToScalar();
        return targets.mul(kept).add(answers * targets.sum(1, keepdim: true), taught);
    }

    public void Dispose()
    {
        foreach (GraphNetwork network in networks) network.Dispose();
    }
}
