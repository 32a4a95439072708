using FerNet.Networks;
using FerNet.Networks.Detection;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>The loss of a batch: scores, boxes and landmarks. All tensors are on the device of the network.</summary>
/// <remarks>
/// Scores: binary cross-entropy over all cells that are not ignored. The target of a cell that is assigned to a face is the square root of
/// the overlap between its box and the face, so that the cell with the best box gets the highest score. Boxes: EIoU (Zhang et al.,
/// arXiv:2101.08158). Landmarks: smooth L1 of the distance divided by the size of the face. Each part is divided by the number of assigned
/// cells.
/// </remarks>
internal static class DetectionLoss
{
    /// <summary>Limits of the logarithm of a box's width and height in strides.</summary>
    public const float SmallestLog = -4, LargestLog = 4.5f;

    private const double BoxWeight = 5, LandmarkWeight = 20, LandmarkBeta = 0.05, Tiny = 1e-7;

    /// <summary>Returns the loss and its three weighted parts [3], the latter without gradient.</summary>
    /// <param name="values">Output of the network [N, A, 15].</param>
    /// <param name="targets">Targets of the cells.</param>
    public static (torch.Tensor Loss, torch.Tensor Parts) Compute(torch.Tensor values, DetectionTargets targets)
    {
        torch.Device device = values.device;
        torch.Tensor cells = values.reshape(-1, DetectorFormat.ValuesPerCell);                                                // [N * A, 15]
        torch.Tensor counts = torch.tensor(targets.Counts, dtype: torch.uint8).to(device).to(torch.float32);                  // [N * A]
        torch.Tensor logits = cells.select(1, 0);                                                                              // [N * A]
        torch.Tensor wanted = torch.zeros([logits.shape[0]], dtype: torch.float32, device: device);                            // [N * A]
        using Scalar share = (1.0 / Math.Max(1, targets.Cells.Length)).ToScalar();
        if (targets.Cells.Length == 0)
        {
            torch.Tensor background = ScoreLoss(logits, wanted, counts).mul(share);
            return (background, torch.cat([background.detach().reshape(1), torch.zeros([2], dtype: torch.float32, device: device)], 0));
        }
        torch.Tensor index = torch.tensor(targets.Cells).to(device);                                                           // [p]
        torch.Tensor numbers = torch.tensor(targets.Numbers, [targets.Cells.Length, DetectionTargets.Columns]).to(device);    // [p, 16]
        torch.Tensor found = cells.index_select(0, index);                                                                     // [p, 15]
        (torch.Tensor boxLoss, torch.Tensor overlap) = BoxLoss(found.narrow(1, 1, 4), numbers.narrow(1, 0, 4));                // [p], [p]
        torch.Tensor landmarkLoss = LandmarkLoss(found.narrow(1, 5, 10), numbers);                                             // [p]
        using Scalar zero = 0.0.ToScalar(), boxWeight = BoxWeight.ToScalar(), landmarkWeight = LandmarkWeight.ToScalar();
        wanted = wanted.index_copy(0, index, overlap.detach().clamp_min(zero).sqrt());
        torch.Tensor score = ScoreLoss(logits, wanted, counts).mul(share);
        torch.Tensor box = boxLoss.sum().mul(share).mul(boxWeight), landmarks = landmarkLoss.sum().mul(share).mul(landmarkWeight);
        torch.Tensor loss = score.add(box, TorchScalars.One).add(landmarks, TorchScalars.One);
        return (loss, torch.stack([score.detach(), box.detach(), landmarks.detach()], 0));
    }

    /// <summary>Sum of the cross-entropy <c>-log(sigmoid(-x)) - x y</c> over the cells that are not ignored.</summary>
    private static torch.Tensor ScoreLoss(torch.Tensor logits, torch.Tensor wanted, torch.Tensor counts)
    {
        torch.Tensor entropy = torch.nn.functional.logsigmoid(logits.neg()).neg() - (logits * wanted);
        return (entropy * counts).sum();
    }

    /// <summary>EIoU loss and overlap of boxes (center and size in strides) [p, 4].</summary>
    internal static (torch.Tensor Loss, torch.Tensor Overlap) BoxLoss(torch.Tensor found, torch.Tensor target)
    {
        using Scalar half = 0.5.ToScalar(), zero = 0.0.ToScalar(), tiny = Tiny.ToScalar(), smallest = SmallestLog.ToScalar(),
            largest = LargestLog.ToScalar();
        torch.Tensor center = found.narrow(1, 0, 2), size = found.narrow(1, 2, 2).clamp(smallest, largest).exp();               // [p, 2]
        torch.Tensor targetCenter = target.narrow(1, 0, 2), targetSize = target.narrow(1, 2, 2);
        torch.Tensor low = center - size.mul(half), high = center.add(size, half);
        torch.Tensor targetLow = targetCenter - targetSize.mul(half), targetHigh = targetCenter.add(targetSize, half);
        torch.Tensor shared = (torch.minimum(high, targetHigh) - torch.maximum(low, targetLow)).clamp_min(zero);
        torch.Tensor enclosingSize = torch.maximum(high, targetHigh) - torch.minimum(low, targetLow);
        torch.Tensor sharedArea = Product(shared);
        torch.Tensor overlap =
            sharedArea / (Product(size).add(Product(targetSize), TorchScalars.One) - sharedArea).add(tiny, TorchScalars.One);
        torch.Tensor enclosingSquares = enclosingSize * enclosingSize;
        torch.Tensor distance = Sum((center - targetCenter) * (center - targetCenter)) / Sum(enclosingSquares).add(tiny, TorchScalars.One);
        torch.Tensor difference = Sum((size - targetSize) * (size - targetSize) / enclosingSquares.add(tiny, TorchScalars.One));
        torch.Tensor loss = torch.ones_like(overlap) - overlap;
        return (loss.add(distance, TorchScalars.One).add(difference, TorchScalars.One), overlap);
    }

    /// <summary>Smooth L1 of ten offsets [p, 10] divided by the size of the face; zero if the landmarks are not known.</summary>
    private static torch.Tensor LandmarkLoss(torch.Tensor found, torch.Tensor numbers)
    {
        using Scalar half = (0.5 / LandmarkBeta).ToScalar(), beta = LandmarkBeta.ToScalar();
        torch.Tensor error = ((found - numbers.narrow(1, 4, 10)) / numbers.narrow(1, 15, 1)).abs();                            // [p, 10]
        torch.Tensor near = error.clamp_max(beta);
        torch.Tensor smooth = (near * near).mul(half).add(error, TorchScalars.One) - near;
        return smooth.mean([1]) * numbers.select(1, 14);
    }

    private static torch.Tensor Product(torch.Tensor pairs) => pairs.select(1, 0) * pairs.select(1, 1);

    private static torch.Tensor Sum(torch.Tensor pairs) => pairs.select(1, 0).add(pairs.select(1, 1), TorchScalars.One);
}
