namespace FerNet.Benchmarks.Detection;

/// <summary>The one fixed step from a detector's square to WIDER's box, in shares of the square's side.</summary>
internal sealed record BoxMapping(float X, float Y, float Width, float Height)
{
    public FaceBox Apply(FaceBox crop) => new(crop.X + (X * crop.Width), crop.Y + (Y * crop.Height), Width * crop.Width, Height * crop.Height);

    /// <summary>Medians over pairs of a square and the face it means.</summary>
    public static BoxMapping Fit(IReadOnlyList<(FaceBox Crop, FaceBox Face)> pairs) => new(
        Median(pairs.Select(pair => (pair.Face.X - pair.Crop.X) / pair.Crop.Width)),
        Median(pairs.Select(pair => (pair.Face.Y - pair.Crop.Y) / pair.Crop.Height)),
        Median(pairs.Select(pair => pair.Face.Width / pair.Crop.Width)),
        Median(pairs.Select(pair => pair.Face.Height / pair.Crop.Height)));

    private static float Median(IEnumerable<float> values)
    {
        float[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
