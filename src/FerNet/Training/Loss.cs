using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>The loss: cross-entropy with soft targets, the L2 penalties of the layers, and the cross-entropy of the votes.</summary>
internal static class Loss
{
    /// <param name="network">Weights and penalties.</param>
    /// <param name="logits">[N, 7].</param>
    /// <param name="targets">[N, 7]; a row's sum is the weight of the face.</param>
    /// <param name="voteLogits">[N, 10] or null.</param>
    /// <param name="votes">[N, 10] or null.</param>
    /// <param name="votesWeight">Weight of the second task.</param>
    public static torch.Tensor Compute(
        TrainableNetwork network, torch.Tensor logits, torch.Tensor targets, torch.Tensor? voteLogits, torch.Tensor? votes,
            double votesWeight)
    {
        torch.Tensor loss = CrossEntropy(logits, targets);
        foreach (WeightSpec spec in network.Weights.Specs.Where(spec => spec.L2 > 0))
        {
            using Scalar strength = spec.L2.ToScalar();
            torch.Tensor weight = network.Weights[spec.Name];
            loss = loss.add((weight * weight).sum(), strength);
        }
        if (voteLogits is null || votes is null) return loss;
        using Scalar share = votesWeight.ToScalar();
        return loss.add(CrossEntropy(voteLogits, votes), share);
    }

    /// <summary><c>-sum(target * log softmax(logits)) / sum(target)</c>.</summary>
    public static torch.Tensor CrossEntropy(torch.Tensor logits, torch.Tensor targets)
    {
        using Scalar least = 1e-6.ToScalar();
        return -(torch.nn.functional.log_softmax(logits, 1) * targets).sum() / targets.sum().clamp_min(least);
    }

    /// <summary>
    /// Mean over the rows of the symmetric divergence between the probabilities p and q of two rows of logits [N, 7]:
    /// <c>(KL(p, q) + KL(q, p)) / 2 = sum((p - q) (log p - log q)) / 2</c>.
    /// </summary>
    public static torch.Tensor Divergence(torch.Tensor first, torch.Tensor second)
    {
        using Scalar half = (0.5 / first.shape[0]).ToScalar();
        torch.Tensor p = torch.nn.functional.log_softmax(first, 1), q = torch.nn.functional.log_softmax(second, 1);
        return ((p.exp() - q.exp()) * (p - q)).sum().mul(half);
    }
}
