using FerNet.Networks;
using FerNet.Networks.Detection;
using TorchSharp;

namespace FerNet.Training.Detection;

/// <summary>
/// The detector's weights on a device: all trainable weights in one vector and all running statistics in another. Each weight is a view of
/// its part.
/// </summary>
/// <remarks>With one vector, an optimizer step needs only a few calls for all weights. Owns its tensors: the creator disposes it.</remarks>
internal sealed class DetectorWeights : IDisposable
{
    /// <summary>Initial bias of the score logit: a probability of 0.01.</summary>
    private const float ScoreBias = -4.6f;

    /// <summary>Initial bias of the logarithm of a box's width and height: three strides.</summary>
    private const float SizeBias = 1.1f;

    private readonly Dictionary<string, torch.Tensor> views = [];
    private readonly List<WeightSpec> learned;
    private readonly List<WeightSpec> measured;

    private DetectorWeights(IEnumerable<WeightSpec> specs, Func<WeightSpec, float[]> values, torch.Device device, bool isTrainable)
    {
        WeightSpec[] all = [.. specs];
        learned = [.. all.Where(spec => spec.IsTrainable)];
        measured = [.. all.Where(spec => !spec.IsTrainable)];
        Learned = Vector(learned, values, device);
        Measured = Vector(measured, values, device);
        AddViews(Learned, learned, isTrainable);
        AddViews(Measured, measured, isTrainable: false);
    }

    /// <summary>All trainable weights [n].</summary>
    public torch.Tensor Learned { get; }

    /// <summary>All running means and variances [m].</summary>
    public torch.Tensor Measured { get; }

    /// <summary>A weight in its shape.</summary>
    public torch.Tensor this[string name] => views[name];

    public static DetectorWeights Initialize(DetectorNetwork network, int seed, torch.Device device)
    {
        HashSet<string> heads = [.. network.Nodes.Where(node => node.IsHead).Select(node => node.BiasName)];
        return new DetectorWeights(network.Weights, Start, device, isTrainable: true);

        float[] Start(WeightSpec spec)
        {
            float[] values = WeightInitializer.Values(spec, seed);
            if (heads.Contains(spec.Name)) (values[0], values[3], values[4]) = (ScoreBias, SizeBias, SizeBias);
            return values;
        }
    }

    /// <summary>Overwrites one weight with values in row-major order.</summary>
    public void Set(string name, float[] values)
    {
        using IDisposable noGrad = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        this[name].copy_(torch.tensor(values, this[name].shape));
    }

    /// <summary>Copies all weights and running statistics of the same network.</summary>
    public void CopyFrom(DetectorWeights other)
    {
        using IDisposable noGrad = torch.no_grad();
        Learned.copy_(other.Learned);
        Measured.copy_(other.Measured);
    }

    /// <summary>A copy without gradients. The caller disposes it.</summary>
    public DetectorWeights Clone(torch.Device device)
    {
        Dictionary<string, WeightArray> arrays = ToArrays();
        return new DetectorWeights(learned.Concat(measured), spec => arrays[spec.Name].Values, device, isTrainable: false);
    }

    /// <summary>1 for each trainable value with weight decay (kernels), 0 for the others [n].</summary>
    public float[] DecayMask() =>
        [.. learned.SelectMany(spec => Enumerable.Repeat(spec.Role == WeightRole.Kernel ? 1f : 0f, (int)spec.Count))];

    /// <summary>
    /// The gradients of all trainable weights [n], in the order of <see cref="Learned"/>. The tensor belongs to the caller's dispose scope.
    /// </summary>
    public torch.Tensor Gradient() => torch.cat([.. learned.Select(spec => views[spec.Name].grad!.reshape(-1))], 0);

    public void ClearGradients()
    {
        foreach (WeightSpec spec in learned)
        {
            using torch.Tensor? gradient = views[spec.Name].grad;
            gradient?.zero_();
        }
    }

    public Dictionary<string, WeightArray> ToArrays()
    {
        Dictionary<string, WeightArray> arrays = [];
        Cut(learned, WeightStore.Values(Learned));
        Cut(measured, WeightStore.Values(Measured));
        return arrays;

        void Cut(List<WeightSpec> specs, float[] values)
        {
            int at = 0;
            foreach (WeightSpec spec in specs)
            {
                arrays.Add(spec.Name, new WeightArray(values[at..(at + (int)spec.Count)], spec.Shape));
                at += (int)spec.Count;
            }
        }
    }

    public void Dispose()
    {
        foreach (torch.Tensor view in views.Values) view.Dispose();
        views.Clear();
        Learned.Dispose();
        Measured.Dispose();
    }

    private static torch.Tensor Vector(List<WeightSpec> specs, Func<WeightSpec, float[]> values, torch.Device device) =>
        DetachedTensor.Compute(() => torch.tensor(specs.SelectMany(values).ToArray()).to(device));

    private void AddViews(torch.Tensor vector, List<WeightSpec> specs, bool isTrainable)
    {
        long at = 0;
        foreach (WeightSpec spec in specs)
        {
            (long from, long to) = (at, at + spec.Count);
            views.Add(spec.Name,
                DetachedTensor.Compute(() => vector.slice(0, from, to, 1).view(spec.Shape).detach().requires_grad_(isTrainable)));
            at = to;
        }
    }
}
