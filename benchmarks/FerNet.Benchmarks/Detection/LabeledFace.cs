namespace FerNet.Benchmarks.Detection;

/// <summary>A face that was annotated by hand.</summary>
/// <param name="Box">From forehead to chin and from ear to ear.</param>
/// <param name="Source">The collection of its photograph.</param>
/// <param name="Difficulties">What WIDER FACE says of it, as "occlusion 2" (heavy); empty where nothing makes it hard or nothing is
/// known.</param>
internal sealed record LabeledFace(FaceBox Box, string Source, IReadOnlyList<string> Difficulties)
{
    private static readonly string[] Attributes = ["blur", "occlusion", "pose", "illumination"];

    public static LabeledFace Parse(Dictionary<string, string> row, string source) => new(
        CsvRows.Box(row, "w"), source, [.. Attributes.Where(name => row[name] is not ("" or "0")).Select(name => $"{name} {row[name]}")]);

    /// <summary>The band of heights in pixels that the face belongs to.</summary>
    public string SizeBand =>
        Box.Height switch { < 20 => "under 20", < 30 => "20-29", < 40 => "30-39", < 80 => "40-79", < 160 => "80-159", _ => "160 and more" };
}
