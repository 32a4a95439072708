using TorchSharp;

namespace FerNet.Networks;

/// <summary>Numbers that live as long as the process.</summary>
/// <remarks>
/// TorchSharp wraps each number of a call in a <see cref="Scalar"/> whose finalizer may run while torch still reads it, when a
/// garbage collection falls into the call. So numbers are held by name here or by <c>using</c>, and sums of tensors name their factor.
/// </remarks>
internal static class TorchScalars
{
    public static readonly Scalar One = 1.0.ToScalar();
}
