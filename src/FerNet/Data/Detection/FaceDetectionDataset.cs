using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FerNet.Training.Detection;
using FerNet.Utilities;

namespace FerNet.Data.Detection;

/// <summary>
/// Photographs with annotated faces, on which a <see cref="FaceDetectorTrainer"/> trains a detector. Immutable. The photographs are read
/// from their files during training.
/// </summary>
public sealed class FaceDetectionDataset
{
    private readonly AnnotatedPhoto[] photos;

    private FaceDetectionDataset(string name, IEnumerable<AnnotatedPhoto> photos)
    {
        Name = name;
        this.photos = [.. photos];
        FaceCount = this.photos.Sum(photo => photo.Faces.Count(face => !face.IsIgnored));
        IgnoredCount = this.photos.Sum(photo => photo.Faces.Count) - FaceCount;
        Digest = DigestOf(this.photos);
    }

    /// <summary>The name of the file or folder that was loaded.</summary>
    public string Name { get; }

    /// <summary>Number of photographs.</summary>
    public int Count => photos.Length;

    /// <summary>Number of annotated faces.</summary>
    public int FaceCount { get; }

    /// <summary>Number of ignored zones, which count neither as face nor as background.</summary>
    public int IgnoredCount { get; }

    /// <summary>SHA-256 of the photographs' names and the numbers that annotate their faces, as 64 hexadecimal digits.</summary>
    public string Digest { get; }

    internal IReadOnlyList<AnnotatedPhoto> Photos => photos;

    /// <summary>Loads annotations. The format is detected from the name and the content.</summary>
    /// <param name="path">
    /// A folder with <c>faces.csv</c> (columns file, x, y, width, height; where known ignore, score, agree and five landmarks; photographs
    /// beside it or in its folder <c>photos</c>), WIDER FACE's text file with or without landmarks, or its folder; or a JSON file in COCO
    /// format with a category <c>face</c> or <c>person-face</c>.
    /// </param>
    /// <exception cref="FileNotFoundException">There is no such file, or the folder holds no annotations.</exception>
    /// <exception cref="InvalidDataException">The annotations are damaged, or a photograph is missing; the message names the file and the
    /// line.</exception>
    public static FaceDetectionDataset Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string file = AnnotationFile(path);
        List<AnnotatedPhoto> photos = Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".CSV" => FaceTableReader.Read(file),
            ".JSON" => CocoFaceReader.Read(file),
            _ => WiderFaceReader.Read(file),
        };
        if (photos.Count == 0) throw new InvalidDataException($"{UntrustedText.Quote(file)} names no photographs.");
        return new FaceDetectionDataset(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), photos);
    }

    private static string AnnotationFile(string path)
    {
        if (File.Exists(path)) return path;
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no file or folder {UntrustedText.QuotePath(path)}; check the path.",
                UntrustedText.Quote(path));
        string[] candidates =
        [
            Path.Combine(path, FaceTableReader.FileName),
            Path.Combine(path, "wider_face_split", "wider_face_train_bbx_gt.txt"),
            Path.Combine(path, "label.txt"),
        ];
        return candidates.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            $"{UntrustedText.Quote(path)} holds neither {FaceTableReader.FileName} nor wider_face_split/wider_face_train_bbx_gt.txt nor " +
            "label.txt; name the file of annotations itself.", UntrustedText.Quote(path));
    }

    private static string DigestOf(AnnotatedPhoto[] photos)
    {
        StringBuilder text = new();
        foreach (AnnotatedPhoto photo in photos)
        {
            text.Append(photo.Name).Append('\n');
            foreach (AnnotatedFace face in photo.Faces)
            {
                FaceBox box = face.Box;
                text.Append(CultureInfo.InvariantCulture, $"{box.X:R} {box.Y:R} {box.Width:R} {box.Height:R} ");
                text.Append(CultureInfo.InvariantCulture, $"{face.IsIgnored} {face.Score:R} {face.Agreement}");
                foreach (float value in face.Landmarks ?? []) text.Append(CultureInfo.InvariantCulture, $" {value:R}");
                text.Append('\n');
            }
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
