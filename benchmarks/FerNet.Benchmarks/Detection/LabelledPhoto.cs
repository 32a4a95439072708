using System.Globalization;

namespace FerNet.Benchmarks.Detection;

/// <summary>A photograph and its faces in WIDER's convention.</summary>
/// <param name="Path">The file.</param>
/// <param name="Source">The collection it comes from.</param>
/// <param name="Faces">Faces that count.</param>
/// <param name="Ignored">Zones in which an answer is neither right nor wrong.</param>
internal sealed record LabelledPhoto(string Path, string Source, IReadOnlyList<FaceBox> Faces, IReadOnlyList<FaceBox> Ignored)
{
    /// <summary>All photographs of a folder with photos.csv, boxes.csv and unlabelled.csv.</summary>
    public static IReadOnlyList<LabelledPhoto> Load(string folder)
    {
        ILookup<string, (FaceBox Box, bool IsIgnored)> boxes = Rows(folder, "boxes.csv")
            .ToLookup(row => row["file"], row => (Box(row, "wx", "wy", "wwidth", "wheight"), row["ignore"] == "1"));
        ILookup<string, FaceBox> unlabelled = Rows(folder, "unlabelled.csv").ToLookup(row => row["file"], row => Box(row, "x", "y", "width", "height"));
        return
        [
            .. Rows(folder, "photos.csv").Select(row => new LabelledPhoto(
                System.IO.Path.Combine(folder, "photos", row["file"]),
                row["source"],
                [.. boxes[row["file"]].Where(box => !box.IsIgnored).Select(box => box.Box)],
                [.. boxes[row["file"]].Where(box => box.IsIgnored).Select(box => box.Box), .. unlabelled[row["file"]]])),
        ];
    }

    private static FaceBox Box(Dictionary<string, string> row, string x, string y, string width, string height)
    {
        return new FaceBox(Number(x), Number(y), Number(width), Number(height));

        float Number(string name) => float.Parse(row[name], CultureInfo.InvariantCulture);
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string folder, string name)
    {
        string[] lines = File.ReadAllLines(System.IO.Path.Combine(folder, name));
        string[] header = lines[0].Split(',');
        return lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
