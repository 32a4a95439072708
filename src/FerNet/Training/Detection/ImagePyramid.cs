using System.Security.Cryptography;

namespace FerNet.Training.Detection;

/// <summary>
/// An image and its copies at a half, a quarter and so on, so that a strongly shrunk view needs few pixels and shows no aliasing.
/// </summary>
internal sealed class ImagePyramid
{
    /// <summary>Larger images are halved until they fit: a training never shows more pixels.</summary>
    public const int LongestSide = 1100;

    /// <summary>Copies with a shorter side below this are not made.</summary>
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

    /// <summary>Pixels of level 0 for a pixel of the file.</summary>
    public float Scale { get; }

    public int Width => levels[0].Width;

    public int Height => levels[0].Height;

    public int Count => levels.Count;

    /// <summary>Level 0 is the largest.</summary>
    public RgbImage this[int level] => levels[level];

    /// <summary>The level whose pixels are nearest in size to those of a view.</summary>
    /// <param name="scale">Pixels of the view for a pixel of level 0.</param>
    /// <param name="shift">Levels to add: above 0 blurs.</param>
    public int LevelFor(double scale, double shift) => (int)Math.Clamp(Math.Round(-Math.Log2(scale) + shift), 0, Count - 1);
}
