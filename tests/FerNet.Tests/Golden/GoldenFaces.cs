using FerNet.Data;
using FerNet.Imaging;

namespace FerNet.Tests.Golden;

/// <summary>
/// The drawn gray patches that the golden files were made from. Nothing here may change: the files depend on every pixel.
/// </summary>
internal static class GoldenFaces
{
    /// <summary>Gray bars whose place tells the label, with noise: 8 patches a label for training, 2 for validation.</summary>
    public static FerDataset Dataset()
    {
        const int PerLabel = 10, Training = 8;
        int count = PerLabel * EmotionExtensions.Count;
        byte[] pixels = new byte[count * FacePatch.PixelCount];
        Emotion[] labels = new Emotion[count];
        DatasetSplit[] splits = new DatasetSplit[count];
        uint state = 20_260_101;
        for (int i = 0; i < count; i++)
        {
            labels[i] = (Emotion)(i % EmotionExtensions.Count);
            splits[i] = i / EmotionExtensions.Count < Training ? DatasetSplit.Training : DatasetSplit.PublicTest;
            for (int at = 0; at < FacePatch.PixelCount; at++)
            {
                // The constants of "Numerical Recipes": a generator of the test's own, so that no other change reaches these pixels.
                state = (state * 1_664_525) + 1_013_904_223;
                bool isBar = at / FacePatch.Size / 6 == i % EmotionExtensions.Count;
                pixels[(i * FacePatch.PixelCount) + at] = (byte)((isBar ? 150 : 40) + (state >> 26));
            }
        }
        return FerDataset.FromFaces(pixels, labels, splits);
    }
}
