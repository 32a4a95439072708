namespace FerNet.Data;

/// <summary>Compares faces by their pixels: two faces with equal pixels are duplicates.</summary>
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
