using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>
/// Sums the loss and the number of correct answers since the last reading, on the device: reading a value in each step would make the
/// processor wait for the GPU. Owns its tensors.
/// </summary>
internal sealed class StepAccumulator : IDisposable
{
    /// <summary>Steps between two readings on a GPU.</summary>
    private const int StepsUnread = 50;

    private readonly bool waits;
    private readonly torch.Tensor loss, correct;
    private int steps, faces;

    public StepAccumulator(torch.Device device)
    {
        waits = device.type != DeviceType.CPU;
        loss = DetachedTensor.Compute(() => torch.zeros(1, device: device));
        correct = DetachedTensor.Compute(() => torch.zeros(1, device: device));
    }

    /// <summary>Whether the sums should be read; on the processor, after each step.</summary>
    public bool IsDue => steps >= (waits ? StepsUnread : 1);

    /// <param name="stepLoss">Mean loss of the batch.</param>
    /// <param name="logits">[N, 7].</param>
    /// <param name="labels">[N], int64.</param>
    /// <param name="count">N.</param>
    public void Add(torch.Tensor stepLoss, torch.Tensor logits, torch.Tensor labels, int count)
    {
        using IDisposable noGrad = torch.no_grad();
        using Scalar weight = ((double)count).ToScalar();
        loss.add_(stepLoss.detach(), weight);
        correct.add_(logits.argmax(1).eq(labels).to(torch.float32).sum(), TorchScalars.One);
        steps++;
        faces += count;
    }

    /// <summary>Returns the sums since the last reading and resets them.</summary>
    public (double LossSum, int Correct, int Faces) Take()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        (double, int, int) sums = steps == 0 ? (0, 0, 0) : (loss.cpu().item<float>(), (int)correct.cpu().item<float>(), faces);
        loss.zero_();
        correct.zero_();
        (steps, faces) = (0, 0);
        return sums;
    }

    public void Dispose()
    {
        loss.Dispose();
        correct.Dispose();
    }
}
