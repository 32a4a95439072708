using TorchSharp;

namespace FerNet.Networks;

/// <summary>Scalars that are never freed.</summary>
/// <remarks>
/// TorchSharp wraps each number of a call in a <see cref="Scalar"/>. If a garbage collection happens during the call, its finalizer may run
/// while torch still reads it. So scalars are kept alive, here or with <c>using</c>, and <c>add</c> is called with an explicit factor.
/// </remarks>
internal static class TorchScalars
{
    public static readonly Scalar One = 1.0.ToScalar();
}
