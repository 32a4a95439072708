using FerNet.Data;
using FerNet.Imaging;
using FerNet.Training;

namespace FerNet.Tests.Support;

/// <summary>Simple gray patterns, one for each label, with noise: enough for a small network to learn in a few steps.</summary>
internal static class Patterns
{
    public static FerDataset Dataset(int perLabel, int seed, int testPerLabel = 0)
    {
        int each = perLabel + testPerLabel, count = each * EmotionExtensions.Count;
        byte[] pixels = new byte[count * FacePatch.PixelCount];
        Emotion[] labels = new Emotion[count];
        DatasetSplit[] splits = new DatasetSplit[count];
        CounterRandom random = new(seed);
        for (int i = 0; i < count; i++)
        {
            int label = i % EmotionExtensions.Count;
            labels[i] = (Emotion)label;
            splits[i] = i / EmotionExtensions.Count < perLabel ? DatasetSplit.Training : DatasetSplit.PublicTest;
            Draw(pixels.AsSpan(i * FacePatch.PixelCount, FacePatch.PixelCount), label, ref random);
        }
        return FerDataset.FromFaces(pixels, labels, splits);
    }

    private static void Draw(Span<byte> patch, int label, ref CounterRandom random)
    {
        int shift = random.NextInt(6);
        for (int y = 0; y < FacePatch.Size; y++)
        {
            for (int x = 0; x < FacePatch.Size; x++)
            {
                bool bright = (y + shift) / 6 % EmotionExtensions.Count == label || (x / 8 == label - 1);
                patch[(y * FacePatch.Size) + x] = (byte)Math.Clamp((bright ? 190 : 70) + random.NextSymmetric(40), 0, 255);
            }
        }
    }
}
