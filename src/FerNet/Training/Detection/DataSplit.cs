using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FerNet.Training.Detection;

/// <summary>
/// Splits files into training and validation by a hash of their names, so that every copy of the data has the same split.
/// </summary>
internal static class DataSplit
{
    /// <summary>One of this many photographs is held back for validation, and one of this many backgrounds.</summary>
    public const int PhotosPerValidation = 20, BackgroundsPerValidation = 4;

    /// <summary>Whether a file is held back from training.</summary>
    /// <param name="path">The file; its folder and extension are ignored.</param>
    /// <param name="of">One of this many files is held back.</param>
    public static bool IsHeldBack(string path, int of)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(path)));
        return BinaryPrimitives.ReadUInt32LittleEndian(digest) % of == 0;
    }
}
