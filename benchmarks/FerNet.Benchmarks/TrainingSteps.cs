using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using FerNet.Imaging;
using FerNet.Networks;
using FerNet.Training;
using FerNet.Training.Native;
using TorchSharp;

namespace FerNet.Benchmarks;

/// <summary>
/// One training step of the post's network on a batch of 64 faces: FerNet's bfloat16 arithmetic against plain float32, its rival.
/// </summary>
/// <remarks>
/// The rival keeps torch's own layout (one map after the other) and glibc's own ways with memory, as a port of the post would have it.
/// </remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001",
    Justification = "BenchmarkDotNet wants an open class and calls the cleanup itself.")]
[SimpleJob(RunStrategy.Monitoring, warmupCount: 2, iterationCount: 8)]
public class TrainingSteps
{
    private const int BatchSize = 64;
    private TrainableNetwork network = null!;
    private PlainSeedNetwork plain = null!;
    private float[] pixels = null!, targets = null!;

    /// <summary>With such a variable set FerNet leaves glibc's memory as it is.</summary>
    [GlobalSetup(Target = nameof(PlainFloat32))]
    public void SetupRival()
    {
        Environment.SetEnvironmentVariable("MALLOC_PERTURB_", "0");
        Setup();
    }

    [GlobalSetup(Target = nameof(FerNetBFloat16))]
    public void Setup()
    {
        NativeTorch.Require();
        network = new TrainableNetwork(Network.KerasBaseline, learnsVotes: false, isHalf: true, seed: 1, torch.CPU);
        plain = new PlainSeedNetwork();
        Random random = new(1);
        pixels = [.. Enumerable.Range(0, BatchSize * FacePatch.PixelCount).Select(_ => (float)random.NextDouble())];
        targets = [.. Enumerable.Range(0, BatchSize * EmotionExtensions.Count).Select(i => i % EmotionExtensions.Count == 3 ? 1f : 0f)];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = BatchSize)]
    public float PlainFloat32()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor loss =
            Loss.CrossEntropy(plain.forward(torch.tensor(pixels, [BatchSize, 1, 48, 48])),
                torch.tensor(targets, [BatchSize, EmotionExtensions.Count]));
        plain.zero_grad();
        loss.backward();
        return loss.item<float>();
    }

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public float FerNetBFloat16()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        (torch.Tensor logits, _) = network.Learn(torch.tensor(pixels, [BatchSize, 1, 48, 48]));
        torch.Tensor loss = Loss.Compute(network, logits, torch.tensor(targets, [BatchSize, EmotionExtensions.Count]), null, null, 0);
        loss.backward();
        foreach (WeightSpec spec in network.Weights.Trainable) network.Weights[spec.Name].grad?.zero_();
        return loss.item<float>();
    }

    [GlobalCleanup]
    public void Free()
    {
        network.Dispose();
        plain.Dispose();
    }
}
