namespace FerNet.Imaging;

/// <summary>
/// Crops a rectangle from a gray image and resizes it: reduction averages the area that a pixel covers, enlargement interpolates linearly.
/// </summary>
internal static class AreaResize
{
    /// <summary>Writes <paramref name="crop"/> of <paramref name="source"/> to <paramref name="target"/>, row by row.</summary>
    /// <param name="source">The image.</param>
    /// <param name="crop">The rectangle, in pixels and fractions of them; beyond the border the edge pixels are repeated.</param>
    /// <param name="target">Takes width x height bytes.</param>
    /// <param name="width">Target width in pixels.</param>
    /// <param name="height">Target height in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The crop is not finite, or has no area.</exception>
    public static void Resize(GrayImage source, FaceBox crop, Span<byte> target, int width, int height)
    {
        WeightedResize.RefuseEmpty(crop);
        WeightedResize.Apply(source, ResizeWeights.Area(source.Width, crop.X, crop.Width, width),
            ResizeWeights.Area(source.Height, crop.Y, crop.Height, height), target);
    }
}
