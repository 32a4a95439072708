using System.Globalization;
using FerNet.Utilities;

namespace FerNet.Data.Detection;

/// <summary>
/// Reads WIDER FACE's text format, with the name of each photograph and a line for each face, and its variant with landmarks, in which
/// names begin with "#".
/// </summary>
/// <remarks>
/// Sources: Yang et al., "WIDER FACE: A Face Detection Benchmark", arXiv:1511.06523 (<c>x y w h blur expression illumination invalid
/// occlusion pose</c> after a line with the number of faces); Deng et al., "RetinaFace", arXiv:1905.00641 (<c>x y w h</c>, then five times
/// <c>x y flag</c>, -1 where unknown). Invalid faces become ignored zones. A box without area, which the first format has for photographs
/// without faces and for a few faces, is ignored.
/// </remarks>
internal static class WiderFaceReader
{
    private const int InvalidField = 7, FirstPoint = 4, PointFields = 3;

    public static List<AnnotatedPhoto> Read(string path)
    {
        PhotoFolder photos = PhotosOf(path);
        string[] lines = [.. RegularFile.ReadLines(path)];
        bool hasMarks = lines.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.StartsWith('#') ?? false;
        return hasMarks ? ReadMarked(path, lines, photos) : ReadCounted(path, lines, photos);
    }

    /// <summary>Name, number of faces, one line for each face; a photograph without faces still has one line of zeros.</summary>
    private static List<AnnotatedPhoto> ReadCounted(string path, string[] lines, PhotoFolder photos)
    {
        List<AnnotatedPhoto> answer = [];
        for (int at = 0; at < lines.Length;)
        {
            string name = lines[at++].Trim();
            if (name.Length == 0) continue;
            string photo = photos.PathOf(name, $"{UntrustedText.Quote(path)}, line {at}");
            if (at == lines.Length
                || !int.TryParse(lines[at], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
                out int count))
            {
                string found = UntrustedText.Quote(at < lines.Length ? lines[at] : "");
                throw new InvalidDataException(
                    $"{UntrustedText.Quote(path)}, line {at + 1}: '{found}' is not a number of faces, which must follow the name of a " +
                    "photograph.");
            }
            at++;
            int rows = Math.Max(count, 1);
            if (rows > lines.Length - at)
                throw new InvalidDataException(
                    $"{UntrustedText.Quote(path)}, line {at}: {count} faces are announced, but the file ends after {lines.Length - at}. " +
                    "Get the file again.");
            List<AnnotatedFace> faces = [];
            for (int end = at + rows; at < end; at++)
            {
                if (Face(lines[at], hasLandmarks: false, $"{UntrustedText.Quote(path)}, line {at + 1}") is { } face) faces.Add(face);
            }
            answer.Add(new AnnotatedPhoto(photo, faces));
        }
        return answer;
    }

    /// <summary>A name after "#", then a line for each face until the next name.</summary>
    private static List<AnnotatedPhoto> ReadMarked(string path, string[] lines, PhotoFolder photos)
    {
        List<AnnotatedPhoto> answer = [];
        List<AnnotatedFace> faces = [];
        foreach ((int index, string text) in lines.Index())
        {
            string line = text.Trim(), where = $"{UntrustedText.Quote(path)}, line {index + 1}";
            if (line.StartsWith('#')) answer.Add(new AnnotatedPhoto(photos.PathOf(line[1..].Trim(), where), faces = []));
            else if (line.Length > 0 && Face(line, hasLandmarks: true, where) is { } face) faces.Add(face);
        }
        return answer;
    }

    private static AnnotatedFace? Face(string line, bool hasLandmarks, string where)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 4)
            throw new InvalidDataException($"{where}: {fields.Length} numbers; a face has at least 4 (x y width height).");
        float[] numbers = new float[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            if (!float.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !float.IsFinite(numbers[i]))
                throw new InvalidDataException($"{where}: '{UntrustedText.Quote(fields[i])}' is not a number.");
        }
        if (!(numbers[2] > 0) || !(numbers[3] > 0)) return null;
        FaceBox box = new(numbers[0], numbers[1], numbers[2], numbers[3]);
        return hasLandmarks
            ? new AnnotatedFace(box, IsIgnored: false) { Landmarks = Points(numbers) }
            : new AnnotatedFace(box, numbers.Length > InvalidField && numbers[InvalidField] > 0);
    }

    private static float[]? Points(float[] numbers)
    {
        if (numbers.Length < FirstPoint + (5 * PointFields)) return null;
        float[] points = new float[10];
        for (int point = 0; point < 5; point++)
        {
            points[2 * point] = numbers[FirstPoint + (point * PointFields)];
            points[(2 * point) + 1] = numbers[FirstPoint + (point * PointFields) + 1];
        }
        return points.Any(value => value < 0) ? null : points;
    }

    /// <summary>
    /// The photographs of <c>wider_face_split/wider_face_train_bbx_gt.txt</c> lie in <c>WIDER_train/images</c> beside that folder.
    /// </summary>
    private static PhotoFolder PhotosOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!, above = Path.GetDirectoryName(folder) ?? folder;
        string part = Path.GetFileName(path).Contains("val", StringComparison.OrdinalIgnoreCase) ? "WIDER_val" : "WIDER_train";
        return new PhotoFolder(Path.Combine(above, part, "images"), Path.Combine(folder, part, "images"), Path.Combine(folder, "images"),
            Path.Combine(above, "images"), folder);
    }
}
