using TorchSharp;

namespace FerNet.Faces.Learning;

/// <summary>How wrong the cells are: focal loss for face or none (Lin et al., "Focal Loss for Dense Object Detection", arXiv:1708.02002), smooth L1 for the places.</summary>
internal static class CellLoss
{
    private const double PositiveShare = 0.5, PlaceWeight = 2;

    /// <param name="answers">[N, 4, cells, cells].</param>
    /// <param name="targets">[N, 5, cells, cells], see <see cref="CellTargets"/>.</param>
    public static torch.Tensor Of(torch.Tensor answers, torch.Tensor targets)
    {
        torch.Tensor logits = answers.narrow(1, 0, 1), isFace = targets.narrow(1, 0, 1), weight = targets.narrow(1, 1, 1);
        using Scalar one = 1.ToScalar(), share = PositiveShare.ToScalar(), placeWeight = PlaceWeight.ToScalar();
        torch.Tensor count = isFace.sum().clamp_min(one);
        torch.Tensor miss = (torch.sigmoid(logits) - isFace).abs();
        torch.Tensor entropy = torch.nn.functional.binary_cross_entropy_with_logits(logits, isFace, reduction: torch.nn.Reduction.None);
        torch.Tensor found = (entropy * miss * miss * weight).sum() / count;
        torch.Tensor places = torch.nn.functional.smooth_l1_loss(answers.narrow(1, 1, 3), targets.narrow(1, 2, 3), torch.nn.Reduction.None, 0.1);
        torch.Tensor placed = (places * isFace).sum() / count;
        return found.mul(share).add(placed, placeWeight);
    }
}
