using System.Text.Json;
using FerNet.Utilities;

namespace FerNet.Data.Detection;

/// <summary>
/// Reads COCO's JSON: images, annotations with <c>bbox</c> [x, y, width, height], and a category with the name <c>face</c> or
/// <c>person-face</c>.
/// </summary>
/// <remarks>
/// Source of the format: Lin et al., "Microsoft COCO: Common Objects in Context", arXiv:1405.0312. Crowds (<c>iscrowd</c> 1) become ignored
/// zones. Five visible <c>keypoints</c> (x, y, visibility), in the order right eye, left eye, nose, right and left corner of the mouth, are
/// landmarks.
/// </remarks>
internal static class CocoFaceReader
{
    private static readonly string[] CategoryNames = ["face", "person-face"];

    public static List<AnnotatedPhoto> Read(string path)
    {
        try
        {
            using Stream file = RegularFile.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(file);
            return Read(document.RootElement, path);
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            or IndexOutOfRangeException)
        {
            throw new InvalidDataException(
                $"{UntrustedText.Quote(path)} is not an annotation file in COCO format: {UntrustedText.Quote(error.Message)}", error);
        }
    }

    private static List<AnnotatedPhoto> Read(JsonElement root, string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!, above = Path.GetDirectoryName(folder) ?? folder;
        PhotoFolder photos =
            new(folder, Path.Combine(folder, "images"), Path.Combine(above, "images"),
                Path.Combine(above, Path.GetFileNameWithoutExtension(path)));
        HashSet<long> categories = [.. root.GetProperty("categories").EnumerateArray()
            .Where(category => CategoryNames.Contains(category.GetProperty("name").GetString(), StringComparer.OrdinalIgnoreCase))
            .Select(category => category.GetProperty("id").GetInt64())];
        if (categories.Count == 0)
            throw new InvalidDataException(
                $"{UntrustedText.Quote(path)}: there is no category '{string.Join("' or '", CategoryNames)}'; rename the category of " +
                "the faces.");

        Dictionary<long, List<AnnotatedFace>> faces = [];
        List<AnnotatedPhoto> answer = [];
        foreach ((int index, JsonElement image) in root.GetProperty("images").EnumerateArray().Index())
        {
            List<AnnotatedFace> list = [];
            string where = $"{UntrustedText.Quote(path)}, image {index + 1}";
            if (!faces.TryAdd(image.GetProperty("id").GetInt64(), list))
                throw new InvalidDataException($"{where}: the id {UntrustedText.Quote($"{image.GetProperty("id")}")} stands twice.");
            answer.Add(new AnnotatedPhoto(photos.PathOf(image.GetProperty("file_name").GetString() ?? "", where), list));
        }
        foreach ((int index, JsonElement annotation) in root.GetProperty("annotations").EnumerateArray().Index())
        {
            if (!categories.Contains(annotation.GetProperty("category_id").GetInt64())) continue;
            string where = $"{UntrustedText.Quote(path)}, annotation {index + 1}";
            if (!faces.TryGetValue(annotation.GetProperty("image_id").GetInt64(), out List<AnnotatedFace>? list))
            {
                throw new InvalidDataException(
                    $"{where}: there is no image {UntrustedText.Quote($"{annotation.GetProperty("image_id")}")}.");
            }
            list.Add(Face(annotation, where));
        }
        return answer;
    }

    private static AnnotatedFace Face(JsonElement annotation, string where)
    {
        float[] box = [.. annotation.GetProperty("bbox").EnumerateArray().Select(number => number.GetSingle())];
        if (box.Length != 4 || !box.All(float.IsFinite) || !(box[2] > 0) || !(box[3] > 0))
            throw new InvalidDataException(
                CultureInvariant.Text(() =>
                    $"{where}: the box is [{string.Join(", ", box)}]; it needs x, y, and a width and height above 0."));
        bool isCrowd = annotation.TryGetProperty("iscrowd", out JsonElement crowd) && crowd.GetInt32() > 0;
        return new AnnotatedFace(new FaceBox(box[0], box[1], box[2], box[3]), isCrowd) { Landmarks = Points(annotation, where) };
    }

    private static float[]? Points(JsonElement annotation, string where)
    {
        if (!annotation.TryGetProperty("keypoints", out JsonElement list) || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() != 15) return null;
        float[] numbers = [.. list.EnumerateArray().Select(number => number.GetSingle())];
        if (!numbers.All(float.IsFinite))
            throw new InvalidDataException($"{where}: a number of a landmark is too large; correct it, or leave out the keypoints.");
        bool areVisible = Enumerable.Range(0, 5).All(point => numbers[(3 * point) + 2] > 0);
        return areVisible ? [.. Enumerable.Range(0, 10).Select(i => numbers[(i / 2 * 3) + (i % 2)])] : null;
    }
}
