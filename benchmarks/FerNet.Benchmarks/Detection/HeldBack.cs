using FerNet.Faces;
using FerNet.Training.Detection;

namespace FerNet.Benchmarks.Detection;

/// <summary>What 'fernet train-detector' keeps out of training.</summary>
internal static class HeldBack
{
    /// <summary>A quarter of the images without faces.</summary>
    public static IReadOnlyList<string> Backgrounds(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "backgrounds")).Order(StringComparer.Ordinal)
            .Where(path => DataSplit.IsHeldBack(path, DataSplit.BackgroundsPerValidation))];

    /// <summary>A twentieth of the training photographs, each with its faces that have landmarks.</summary>
    public static IReadOnlyList<(string Path, IReadOnlyList<(FaceBox Box, FaceLandmarks Landmarks)> Faces)> Photos(string folder)
    {
        string training = Path.Combine(folder, "training");
        return
        [
            .. CsvRows.Read(Path.Combine(training, "faces.csv"))
                .Where(row => row["ignore"] != "1" && row["nose_x"].Length > 0
                    && DataSplit.IsHeldBack(row["file"], DataSplit.PhotosPerValidation))
                .GroupBy(row => row["file"])
                .Select(photo =>
                    (Path.Combine(training, "photos", photo.Key),
                        (IReadOnlyList<(FaceBox, FaceLandmarks)>)[.. photo.Select(row => (CsvRows.Box(row), CsvRows.Landmarks(row)!))])),
        ];
    }
}
