using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// Weights stored in one contiguous float32 tensor, and their gradients in another. An optimizer, an average or a copy then needs a few
/// operations for all weights instead of several for each weight, which is much faster on a GPU. Owns its tensors.
/// </summary>
/// <remarks>
/// Each weight is a view of its part of the tensor and a leaf of the autograd graph; backward accumulates into its part of the gradients.
/// Parts are aligned to 64 bytes, like torch's own tensors; the gaps stay zero. Kernels are stored channels last.
/// </remarks>
internal sealed class WeightGroup : IDisposable
{
    private const long Alignment = 16;

    private readonly Dictionary<string, torch.Tensor> views = [];
    private readonly Dictionary<string, (WeightSpec Spec, long Offset)> weightOffsets = [];
    private readonly List<torch.Tensor> gradients = [];

    /// <param name="specs">The weights of the group, at least one.</param>
    /// <param name="device">The device of the tensors.</param>
    /// <param name="learns">Whether the weights have gradients.</param>
    public WeightGroup(IReadOnlyList<WeightSpec> specs, torch.Device device, bool learns)
    {
        Specs = specs;
        Learns = learns;
        long[] offsets = new long[specs.Count + 1];
        for (int i = 0; i < specs.Count; i++) offsets[i + 1] = offsets[i] + ((specs[i].Count + Alignment - 1) / Alignment * Alignment);
        All = DetachedTensor.Compute(() => torch.zeros(offsets[^1], device: device));
        if (learns)
        {
            Gradients = DetachedTensor.Compute(() => torch.zeros(offsets[^1], device: device));
            All.requires_grad_(true);
            All.grad = Gradients;
        }
        for (int i = 0; i < specs.Count; i++)
        {
            string name = specs[i].Name;
            weightOffsets.Add(name, (specs[i], offsets[i]));
            torch.Tensor view = DetachedTensor.Compute(() => Piece(All.detach(), name).requires_grad_(learns));
            views.Add(name, view);
            if (Gradients is null) continue;
            torch.Tensor gradient = DetachedTensor.Compute(() => Piece(Gradients, name));
            gradients.Add(gradient);
            view.grad = gradient;
        }
    }

    public IReadOnlyList<WeightSpec> Specs { get; }

    public bool Learns { get; }

    /// <summary>All weights of the group in one tensor.</summary>
    public torch.Tensor All { get; }

    /// <summary>All gradients in one tensor; null if the group does not learn.</summary>
    public torch.Tensor? Gradients { get; }

    public torch.Tensor this[string name] => views[name];

    /// <summary>Returns one weight's part of a tensor with the layout of <see cref="All"/>, as a view in the weight's shape.</summary>
    public torch.Tensor Piece(torch.Tensor all, string name)
    {
        (WeightSpec spec, long offset) = weightOffsets[name];
        torch.Tensor piece = all.narrow(0, offset, spec.Count);
        return spec.Shape is [long outputs, long inputs, long rows, long columns]
            ? piece.view(outputs, rows, columns, inputs).permute(0, 3, 1, 2)
            : piece.view(spec.Shape);
    }

    public void Dispose()
    {
        foreach (torch.Tensor tensor in gradients.Concat(views.Values)) tensor.Dispose();
        Gradients?.Dispose();
        All.Dispose();
    }
}
