using TorchSharp;

namespace FerNet.Networks;

/// <summary>Makes tensors that outlive the computation they come from.</summary>
/// <remarks>
/// Every intermediate tensor must belong to a <see cref="DisposeScope"/>. TorchSharp wraps each tensor in an object with a finalizer. If a
/// garbage collection happens during a call, the finalizer may free the tensor while torch still reads it, which crashes the process. A
/// scope keeps its tensors alive.
/// </remarks>
internal static class DetachedTensor
{
    /// <summary>Returns the computed tensor, which belongs to no scope: the caller holds a reference to it and disposes it.</summary>
    public static torch.Tensor Compute(Func<torch.Tensor> compute)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        return compute().DetachFromDisposeScope();
    }
}
