using FerNet.Networks;
using FerNet.Networks.Detection;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>Computes the detector with torch. The tensors belong to the caller's dispose scope.</summary>
internal sealed class DetectorForward(DetectorNetwork network, DetectorArithmetic arithmetic)
{
    /// <summary>
    /// Computes the values of all cells [N, A, 15], float32, from RGB bytes [N, height, width, 3]. Batch normalization uses the statistics
    /// of the batch.
    /// </summary>
    /// <param name="weights">The weights.</param>
    /// <param name="pixels">The images.</param>
    /// <param name="statistics">If set, collects the statistics of every normalization.</param>
    public torch.Tensor Learn(DetectorWeights weights, torch.Tensor pixels, NormalizationStatistics? statistics = null) =>
        Run(weights, pixels, isTraining: true, statistics);

    /// <summary>Computes the same as <see cref="Learn"/>, but with the running statistics.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="pixels">The images.</param>
    /// <param name="folded">If set, measures the inputs of the folded normalizations, whose shifts are the folded biases.</param>
    public torch.Tensor Predict(DetectorWeights weights, torch.Tensor pixels, FoldedNormalizations? folded = null) =>
        Run(weights, pixels, isTraining: false, statistics: null, folded);

    private torch.Tensor Run(DetectorWeights weights, torch.Tensor pixels, bool isTraining, NormalizationStatistics? statistics,
        FoldedNormalizations? folded = null)
    {
        Dictionary<string, torch.Tensor> maps = new() { [DetectorFormat.Input] = Enter(pixels) };
        foreach (DetectorNode node in network.Nodes)
        {
            maps[node.Name] = node.Operation == DetectorOperation.UpsampledSum
                ? Sum(maps[node.Inputs[0]], maps[node.Inputs[1]])
                : ConvolutionBlock(node, maps[node.Inputs[0]], weights, isTraining, statistics, folded);
        }
        return torch.cat([
            .. network.Heads.Select(head => maps[head].permute(0, 2, 3, 1).reshape(pixels.shape[0], -1, DetectorFormat.ValuesPerCell))], 1);
    }

    private torch.Tensor Enter(torch.Tensor pixels)
    {
        using Scalar share = (1 / (double)DetectorNetwork.LevelUnit).ToScalar();
        torch.Tensor images = pixels.to(arithmetic.IsHalf ? torch.bfloat16 : torch.float32).mul(share).permute(0, 3, 1, 2);
        return arithmetic.IsChannelsLast ? images : images.contiguous();
    }

    private torch.Tensor ConvolutionBlock(DetectorNode node, torch.Tensor maps, DetectorWeights weights, bool isTraining,
        NormalizationStatistics? statistics, FoldedNormalizations? folded)
    {
        torch.Tensor answer = Convolve(node, maps, weights[node.KernelName], node.IsHead ? weights[node.BiasName] : null);
        if (node.HasNormalization && folded is not null)
        {
            answer = folded.Pass(node.Name, answer, weights[$"{node.Name}.shift"], DetectorNetwork.NormalizationEpsilon);
        }
        else if (node.HasNormalization)
        {
            statistics?.Add(node.Name, answer);
            answer = torch.nn.functional.batch_norm(
                answer,
                weights[$"{node.Name}.mean"],
                weights[$"{node.Name}.variance"],
                weights[$"{node.Name}.scale"],
                weights[$"{node.Name}.shift"],
                isTraining,
                momentum: 0,
                eps: DetectorNetwork.NormalizationEpsilon);
        }
        return node.HasReLU ? torch.nn.functional.relu(answer) : answer;
    }

    /// <summary>Heads are computed in float32, because their outputs are coordinates.</summary>
    private torch.Tensor Convolve(DetectorNode node, torch.Tensor maps, torch.Tensor kernel, torch.Tensor? bias)
    {
        bool isHalf = arithmetic.IsHalf && !node.IsHead;
        if (node.IsHead) maps = maps.to(torch.float32);
        int border = node.Kernel / 2;
        // Only processors have kernels with wrong results; see docs/decisions/0010.
        if (maps.device_type == DeviceType.CPU)
            return VerifiedConvolution.Compute(maps, kernel, bias, node.Stride, border, node.Groups, isHalf);
        kernel = isHalf ? kernel.to(torch.bfloat16) : kernel;
        if (arithmetic.IsChannelsLast) kernel = ChannelsLast.Convert(kernel);
        return torch.nn.functional.conv2d(maps, kernel, bias, [node.Stride, node.Stride], [border, border], [1, 1], node.Groups);
    }

    private static torch.Tensor Sum(torch.Tensor fine, torch.Tensor coarse)
    {
        torch.Tensor enlarged = torch.nn.functional.interpolate(coarse, [fine.shape[2], fine.shape[3]]);
        return fine.add(enlarged, TorchScalars.One);
    }
}
