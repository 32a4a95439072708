using FerNet.Networks;
using TorchSharp;

namespace FerNet.Training;

/// <summary>
/// Loss and right answers of the steps since they were last read, summed where they were computed: reading a number of each step would make
/// the processor wait for the graphics card.
/// </summary>
internal sealed class StepAccumulator : IDisposable
{
    /// <summary>Steps between two readings on a graphics card.</summary>
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

    /// <summary>Whether enough steps have gone by to read them; on the processor each step is read.</summary>
    public bool IsDue => steps >= (waits ? StepsUnread : 1);

    /// <param name="stepLoss">Mean loss of the batch.</param>
    /// <param name="logits">[N, 7].</param>
    /// <param name="labels">[N], whole numbers.</param>
    /// <param name="count">N.</param>
    public void Add(torch.Tensor stepLoss, torch.Tensor logits, torch.Tensor labels, int count)
    {
        using IDisposable quiet = torch.no_grad();
        using Scalar weight = ((double)count).ToScalar();
        loss.add_(stepLoss.detach(), weight);
        correct.add_(logits.argmax(1).eq(labels).to(torch.float32).sum(), TorchScalars.One);
        steps++;
        faces += count;
    }

    /// <summary>The sums since the last reading.</summary>
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
