using System.Security.Cryptography;

namespace FerNet.Data;

/// <summary>Tells FER2013 from other collections, whatever is left out of it or however it is dealt.</summary>
internal static class Fer2013
{
    /// <summary>Faces in the published Training split; that another collection has exactly as many would be chance.</summary>
    private const int TrainingFaces = 28_709;

    /// <summary>SHA-256, its first eight bytes, of the pixels of the table's first eight rows.</summary>
    private static readonly HashSet<string> FirstRows =
    [
        "90164f2200b12a44", "86f4a1adce41449c", "59e60e05587ccff2", "2dee657c7775dcb8",
        "d1f84aeebbe3850a", "51b308b375695e61", "0e93c177e3c2858e", "7afcc83f39276d7c",
    ];

    /// <summary>Whether faces of FER2013 are among these. As JPEG files its pixels are others, and only the number tells.</summary>
    public static bool IsIn(FerDataset faces) => faces.Training.Count == TrainingFaces
        || Enumerable.Range(0, faces.Count)
            .Any(face => FirstRows.Contains(Convert.ToHexStringLower(SHA256.HashData(faces.Pixels(face)))[..16]));
}
