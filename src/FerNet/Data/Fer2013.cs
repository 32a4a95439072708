using System.Security.Cryptography;

namespace FerNet.Data;

/// <summary>Recognizes FER2013 among datasets, also where faces were left out or assigned to other splits.</summary>
internal static class Fer2013
{
    /// <summary>Faces in the published Training split; another dataset is unlikely to have the same number.</summary>
    private const int TrainingFaces = 28_709;

    /// <summary>The first eight bytes of the SHA-256 of the pixels, for each of the table's first eight rows.</summary>
    private static readonly HashSet<string> FirstRows =
    [
        "90164f2200b12a44", "86f4a1adce41449c", "59e60e05587ccff2", "2dee657c7775dcb8",
        "d1f84aeebbe3850a", "51b308b375695e61", "0e93c177e3c2858e", "7afcc83f39276d7c",
    ];

    /// <summary>
    /// Whether the dataset contains faces of FER2013. JPEG versions have other pixels, so they are recognized only by their number.
    /// </summary>
    public static bool IsIn(FerDataset faces) => faces.Training.Count == TrainingFaces
        || Enumerable.Range(0, faces.Count)
            .Any(face => FirstRows.Contains(Convert.ToHexStringLower(SHA256.HashData(faces.Pixels(face)))[..16]));
}
