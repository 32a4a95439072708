using System.Security.Cryptography;

namespace FerNet.Data;

/// <summary>Computes the digest of a dataset.</summary>
internal static class FaceDigest
{
    /// <summary>SHA-256 over each face's label (255 without one), split and pixels, in order; lower-case hexadecimal.</summary>
    public static string Compute(ReadOnlySpan<FaceRecord> faces)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (FaceRecord face in faces)
        {
            hash.AppendData([face.Label, (byte)face.Split]);
            hash.AppendData(face.Pixels);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
