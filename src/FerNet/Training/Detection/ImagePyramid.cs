using System.Security.Cryptography;

namespace FerNet.Training.Detection;

/// <summary>
/// An image and its copies at 1/2, 1/4 and so on of the size, so that a strongly downscaled view reads few pixels and has no aliasing.
/// </summary>
internal sealed class ImagePyramid
{
    /// <summary>Larger images are halved until they fit, because an input never shows more pixels.</summary>
    public const int LongestSide = 1100;

    /// <summary>Minimum length of the shorter side of a copy.</summary>
    private const int SmallestSide = 12;

    private readonly List<RgbImage> levels = [];

    public ImagePyramid(RgbImage image)
    {
        Scale = 1;
        while (Math.Max(image.Width, image.Height) > LongestSide)
        {
            image = image.Halved();
            Scale /= 2;
        }
        levels.Add(image);
        Digest = SHA256.HashData(image.Pixels);
        while (Math.Min(levels[^1].Width, levels[^1].Height) >= 2 * SmallestSide) levels.Add(levels[^1].Halved());
    }

    /// <summary>SHA-256 of the pixels of level 0.</summary>
    public byte[] Digest { get; }

    /// <summary>Size of level 0 divided by the size of the file's image.</summary>
    public float Scale { get; }

    public int Width => levels[0].Width;

    public int Height => levels[0].Height;

    public int Count => levels.Count;

    /// <summary>Level 0 is the largest.</summary>
    public RgbImage this[int level] => levels[level];

    /// <summary>The level whose scale is nearest to that of a view.</summary>
    /// <param name="scale">Pixels of the view per pixel of level 0.</param>
    /// <param name="shift">Added to the level; a value above 0 blurs.</param>
    public int LevelFor(double scale, double shift) => (int)Math.Clamp(Math.Round(-Math.Log2(scale) + shift), 0, Count - 1);
}
