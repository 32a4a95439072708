namespace FerNet.Networks.Onnx.Checks;

/// <summary>Why a graph is not opened. Never leaves the library: whoever knows the file's name makes a message of it.</summary>
/// <param name="reason">The reason, without a period at its end; foreign names in it are quoted.</param>
/// <param name="isDamage">Whether the bytes are no graph at all, rather than one that is not allowed.</param>
internal sealed class RefusedGraphException(string reason, bool isDamage = false) : Exception(reason)
{
    public bool IsDamage { get; } = isDamage;
}
