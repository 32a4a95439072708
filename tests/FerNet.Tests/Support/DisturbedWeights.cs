using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Training;
using TorchSharp;

namespace FerNet.Tests.Support;

/// <summary>Weights as a long training leaves them, without the training.</summary>
internal static class DisturbedWeights
{
    /// <summary>
    /// Gives biases, scales and running statistics values that a fresh network does not have, so that a forgotten one shows. The
    /// statistics are measured, as in a training, so that no layer's values grow beyond those of a trained network.
    /// </summary>
    public static void Disturb(this TrainableNetwork network)
    {
        using IDisposable noGrad = torch.no_grad();
        using torch.Generator random = new(3, torch.CPU);
        using DisposeScope scope = torch.NewDisposeScope();
        foreach (WeightSpec spec in network.Weights.Specs.Where(spec => spec.Role != WeightRole.Kernel))
        {
            using Scalar width = 0.5.ToScalar(),
                least = (spec.Role is WeightRole.Scale or WeightRole.RunningVariance ? 0.75 : -0.25).ToScalar();
            network.Weights[spec.Name].copy_(torch.rand(spec.Shape, generator: random).mul(width).add(least, TorchScalars.One));
        }
        network.MeasureStatistics(network.Weights, [torch.randn([16, 1, FacePatch.Size, FacePatch.Size], generator: random)]);
    }
}
