using System.Globalization;
using FerNet.Utilities;

namespace FerNet.Data.Detection;

/// <summary>Reads a table <c>faces.csv</c>: one face or ignored zone per line, with a header of column names.</summary>
/// <remarks>
/// Required columns: <c>file, x, y, width, height</c>. Optional: <c>ignore</c> (0 or 1), <c>score</c>, <c>agree</c>, and <c>right_eye_x</c>
/// to <c>left_mouth_y</c>, which may be empty. The photographs are in the folder <c>photos</c> beside the table, or beside the table
/// itself.
/// </remarks>
internal static class FaceTableReader
{
    public const string FileName = "faces.csv";

    private static readonly string[] Needed = ["file", "x", "y", "width", "height"];

    private static readonly string[] Points =
    [
        "right_eye_x", "right_eye_y", "left_eye_x", "left_eye_y", "nose_x", "nose_y", "right_mouth_x", "right_mouth_y", "left_mouth_x",
            "left_mouth_y",
    ];

    public static List<AnnotatedPhoto> Read(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        PhotoFolder photos = new(Path.Combine(folder, "photos"), folder);
        Dictionary<string, List<AnnotatedFace>> faces = new(StringComparer.Ordinal);
        List<AnnotatedPhoto> answer = [];
        Dictionary<string, int>? columns = null;
        int number = 0;
        foreach (string line in RegularFile.ReadLines(path))
        {
            string where = $"{UntrustedText.Quote(path)}, line {++number}";
            if (line.Length == 0) continue;
            string[] fields = line.Split(',');
            if (columns is null)
            {
                columns = Columns(fields, where);
                continue;
            }
            if (fields.Length != columns.Count)
                throw new InvalidDataException($"{where}: {fields.Length} fields; the header names {columns.Count}.");
            string name = fields[columns["file"]];
            if (!faces.TryGetValue(name, out List<AnnotatedFace>? list))
            {
                faces.Add(name, list = []);
                answer.Add(new AnnotatedPhoto(photos.PathOf(name, where), list));
            }
            list.Add(Face(fields, columns, where));
        }
        if (columns is null)
            throw new InvalidDataException(
                $"{UntrustedText.Quote(path)}: the file is empty; it begins with a header such as 'file,x,y,width,height'.");
        return answer;
    }

    private static Dictionary<string, int> Columns(string[] names, string where)
    {
        Dictionary<string, int> columns = [];
        foreach ((int index, string name) in names.Index())
        {
            if (!columns.TryAdd(name.Trim(), index))
                throw new InvalidDataException($"{where}: the column '{UntrustedText.Quote(name)}' stands twice in the header.");
        }
        string[] missing = [.. Needed.Where(name => !columns.ContainsKey(name))];
        return missing.Length == 0
            ? columns
            : throw new InvalidDataException(
                $"{where}: the header lacks the column{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing)}.");
    }

    private static AnnotatedFace Face(string[] fields, Dictionary<string, int> columns, string where)
    {
        float width = Number("width"), height = Number("height");
        if (!(width > 0) || !(height > 0))
            throw new InvalidDataException(
                Invariant($"{where}: the box is {width} x {height} pixels; a face has a width and a height above 0."));
        bool hasPoints = Points.All(name => columns.TryGetValue(name, out int column) && fields[column].Length > 0);
        return new AnnotatedFace(new FaceBox(Number("x"), Number("y"), width, height), Optional("ignore") is > 0)
        {
            Landmarks = hasPoints ? [.. Points.Select(Number)] : null,
            Score = Optional("score"),
            Agreement = (int?)Optional("agree"),
        };

        float? Optional(string name) => columns.TryGetValue(name, out int column) && fields[column].Length > 0 ? Number(name) : null;

        float Number(string name) =>
            float.TryParse(fields[columns[name]], NumberStyles.Float, CultureInfo.InvariantCulture, out float value)
                && float.IsFinite(value)
                ? value
                : throw new InvalidDataException(
                    $"{where}: {name} is '{UntrustedText.Quote(fields[columns[name]])}'; it must be a number.");
    }
}
