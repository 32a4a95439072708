using TorchSharp;

namespace FerNet.Networks;

/// <summary>
/// Weights that lie one after the other in one float32 tensor, and their gradients likewise: an optimizer, an average or a copy then needs
/// a handful of operations instead of some for each weight, which decides the speed on a graphics card. Owns its tensors.
/// </summary>
/// <remarks>
/// Each weight is a view of its piece and a leaf of its own; backward adds into its piece of the gradients. Pieces begin at multiples of
/// 64 bytes, as torch's own tensors do; the gaps stay zero. Kernels lie channels last.
/// </remarks>
internal sealed class WeightGroup : IDisposable
{
    private const long Alignment = 16;

    private readonly Dictionary<string, torch.Tensor> views = [];
    private readonly Dictionary<string, (WeightSpec Spec, long Offset)> weightOffsets = [];
    private readonly List<torch.Tensor> gradients = [];

    /// <param name="specs">The weights of the group, at least one.</param>
    /// <param name="device">Where they lie.</param>
    /// <param name="learns">Whether gradients are kept.</param>
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

    /// <summary>All gradients in one tensor; null where nothing learns.</summary>
    public torch.Tensor? Gradients { get; }

    public torch.Tensor this[string name] => views[name];

    /// <summary>The part of a tensor laid out like <see cref="All"/> that belongs to one weight, as a view of the weight's shape.</summary>
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
