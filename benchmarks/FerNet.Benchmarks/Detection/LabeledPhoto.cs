namespace FerNet.Benchmarks.Detection;

/// <summary>A photograph and its faces in WIDER FACE's convention.</summary>
/// <param name="Path">The file.</param>
/// <param name="Source">The collection it comes from.</param>
/// <param name="Faces">Faces that count.</param>
/// <param name="Ignored">Zones in which a detection is neither right nor wrong.</param>
internal sealed record LabeledPhoto(string Path, string Source, IReadOnlyList<LabeledFace> Faces, IReadOnlyList<FaceBox> Ignored)
{
    /// <summary>All photographs of a folder with photos.csv, boxes.csv and unlabelled.csv.</summary>
    public static IReadOnlyList<LabeledPhoto> Load(string folder)
    {
        ILookup<string, Dictionary<string, string>> boxes =
            CsvRows.Read(System.IO.Path.Combine(folder, "boxes.csv")).ToLookup(row => row["file"]);
        ILookup<string, FaceBox> unlabeled =
            CsvRows.Read(System.IO.Path.Combine(folder, "unlabelled.csv")).ToLookup(row => row["file"], row => CsvRows.Box(row));
        return
        [
            .. CsvRows.Read(System.IO.Path.Combine(folder, "photos.csv")).Select(row => new LabeledPhoto(
                System.IO.Path.Combine(folder, "photos", row["file"]),
                row["source"],
                [.. boxes[row["file"]].Where(box => box["ignore"] != "1").Select(box => LabeledFace.Parse(box, row["source"]))],
                [.. boxes[row["file"]].Where(box => box["ignore"] == "1").Select(box => CsvRows.Box(box, "w")),
                    .. unlabeled[row["file"]]])),
        ];
    }
}
