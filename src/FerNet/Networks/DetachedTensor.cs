using TorchSharp;

namespace FerNet.Networks;

/// <summary>Makes tensors that outlive the computation they come from.</summary>
/// <remarks>
/// Every tensor on the way must belong to a <see cref="DisposeScope"/>: TorchSharp wraps each one in an object whose finalizer may free
/// it while torch still reads it, when a garbage collection falls into the call, and then the process ends. A scope holds on to its
/// tensors.
/// </remarks>
internal static class DetachedTensor
{
    /// <summary>The computed tensor, which belongs to no scope: the caller keeps it by name and disposes it.</summary>
    public static torch.Tensor Compute(Func<torch.Tensor> compute)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return compute().DetachFromDisposeScope();
    }
}
