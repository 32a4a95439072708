using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FerNet.Training.Detection;

/// <summary>Deals files to training and validation by their names alone, so that every copy of the data is split alike.</summary>
internal static class DataSplit
{
    /// <summary>One photograph in so many is held back for validation, and one background in so many.</summary>
    public const int PhotosPerValidation = 20, BackgroundsPerValidation = 4;

    /// <summary>Whether a file is held back from training.</summary>
    /// <param name="path">The file; its folder and its ending do not matter.</param>
    /// <param name="of">One in so many is.</param>
    public static bool IsHeldBack(string path, int of)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(path)));
        return BinaryPrimitives.ReadUInt32LittleEndian(digest) % of == 0;
    }
}
