using System.Numerics.Tensors;
using FerNet.Imaging;

namespace FerNet.Training;

/// <summary>
/// Computes the teachers' answers for the training faces: the mean over all teachers, and over each face and its mirror image.
/// </summary>
internal static class TeacherAnswers
{
    private const int Block = 256;

    /// <summary>Probabilities [N * 7], row by row.</summary>
    public static float[] Compute(IReadOnlyList<EmotionModel> teachers, FerDataset faces, CancellationToken cancellationToken = default)
    {
        float[] mean = Compute(teachers[0], faces, cancellationToken);
        foreach (EmotionModel teacher in teachers.Skip(1)) TensorPrimitives.Add(mean, Compute(teacher, faces, cancellationToken), mean);
        TensorPrimitives.Divide(mean, teachers.Count, mean);
        return mean;
    }

    private static float[] Compute(EmotionModel teacher, FerDataset faces, CancellationToken cancellationToken)
    {
        float[] answers = new float[faces.Count * EmotionExtensions.Count];
        byte[] patches = new byte[2 * Block * FacePatch.PixelCount];
        for (int first = 0; first < faces.Count; first += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(Block, faces.Count - first);
            for (int i = 0; i < count; i++)
            {
                Span<byte> plain = patches.AsSpan(i * FacePatch.PixelCount, FacePatch.PixelCount);
                Span<byte> mirrored = patches.AsSpan((count + i) * FacePatch.PixelCount, FacePatch.PixelCount);
                faces.Pixels(first + i).CopyTo(plain);
                plain.CopyTo(mirrored);
                for (int row = 0; row < FacePatch.Size; row++) mirrored.Slice(row * FacePatch.Size, FacePatch.Size).Reverse();
            }
            float[] scores = teacher.Score(patches.AsSpan(0, 2 * count * FacePatch.PixelCount));
            int half = count * EmotionExtensions.Count;
            for (int i = 0; i < half; i++) answers[(first * EmotionExtensions.Count) + i] = (scores[i] + scores[half + i]) / 2;
        }
        return answers;
    }
}
