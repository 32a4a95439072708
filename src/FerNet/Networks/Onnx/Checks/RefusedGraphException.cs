namespace FerNet.Networks.Onnx.Checks;

/// <summary>
/// The reason why a graph is refused. Never leaves the library: the caller, which knows the file name, converts it to an
/// <see cref="InvalidDataException"/>.
/// </summary>
/// <param name="reason">The reason, without a period at the end; untrusted text in it is quoted.</param>
/// <param name="isDamage">True if the bytes are not a valid graph; false if the graph is valid but not allowed.</param>
internal sealed class RefusedGraphException(string reason, bool isDamage = false) : Exception(reason)
{
    public bool IsDamage { get; } = isDamage;
}
