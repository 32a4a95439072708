namespace FerNet.Data;

/// <summary>Two faces are twins when all their pixels are equal.</summary>
internal sealed class DuplicateFaces : IEqualityComparer<FaceRecord>
{
    /// <inheritdoc/>
    public bool Equals(FaceRecord x, FaceRecord y) => x.Pixels.SequenceEqual(y.Pixels);

    /// <inheritdoc/>
    public int GetHashCode(FaceRecord face)
    {
        HashCode hash = default;
        hash.AddBytes(face.Pixels);
        return hash.ToHashCode();
    }
}
