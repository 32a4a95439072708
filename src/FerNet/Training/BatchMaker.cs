using System.Numerics.Tensors;
using FerNet.Networks;

namespace FerNet.Training;

/// <summary>
/// Creates the batch of a step. The faces, augmentation and targets depend only on the settings and the step number. Thread-safe.
/// </summary>
internal sealed class BatchMaker(FerDataset faces, TrainingRecipe recipe, Normalization normalization, IReadOnlyList<double>? classWeights,
    int seed, float[]? teacherProbabilities = null)
{
    public const int VoteCount = 10;

    private readonly bool learnsVotes = recipe.VotesWeight > 0 && faces.HasVotes;

    public bool LearnsVotes => learnsVotes;

    /// <summary>A last batch with a single face is omitted, because batch normalization cannot compute a variance from it.</summary>
    public int StepsPerEpoch => Math.Max(1, (faces.Count / recipe.BatchSize) + (faces.Count % recipe.BatchSize >= 2 ? 1 : 0));

    /// <summary>The indices of the faces in the order of an epoch.</summary>
    public int[] Order(int epoch) => new CounterRandom(seed, epoch, -1).Permutation(faces.Count);

    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="step">The step of the epoch, from 0.</param>
    /// <param name="order">The faces of the epoch.</param>
    /// <param name="leastProgress">The progress of the training at the start of the epoch, which a time limit may make larger than that of
    /// the steps.</param>
    public Batch Make(int epoch, int step, int[] order, double leastProgress = 0)
    {
        double progress = Math.Max(leastProgress, (epoch + ((double)step / StepsPerEpoch)) / recipe.Epochs);
        int size = recipe.CropAt(progress);
        bool erases = progress >= recipe.Augmentation.ErasingFrom;
        int first = step * recipe.BatchSize, count = Math.Min(recipe.BatchSize, faces.Count - first);

        int crops = recipe.ConsistencyWeight > 0 ? 2 : 1, area = size * size;
        float[] pixels = new float[crops * count * area], targets = new float[count * EmotionExtensions.Count];
        float[]? votes = learnsVotes ? new float[count * VoteCount] : null;
        int[] labels = new int[count];
        int round = recipe.AugmentationCycle > 0 ? epoch % recipe.AugmentationCycle : epoch;
        for (int i = 0; i < count; i++)
        {
            int faceIndex = order[first + i];
            // Both crops use the same random changes, so that they differ only in the jitter.
            CounterRandom random = new(seed, round, faceIndex), same = random, nudges = new(seed, epoch, -faceIndex - (1L << 32));
            GeometricAugmentation.Write(faces.Pixels(faceIndex), pixels.AsSpan(i * area, area), size, recipe.Augmentation, erases,
                ref random);
            if (crops == 2)
            {
                CropJitter nudge = CropJitter.Draw(recipe.ConsistencyShift, ref nudges);
                GeometricAugmentation.Write(faces.Pixels(faceIndex), pixels.AsSpan((count + i) * area, area), size, recipe.Augmentation,
                    erases, ref same, nudge);
            }
            labels[i] = (int)faces.Label(faceIndex);
            WriteTarget(targets.AsSpan(i * EmotionExtensions.Count, EmotionExtensions.Count), labels[i], faceIndex);
            if (votes is not null) WriteVotes(votes.AsSpan(i * VoteCount, VoteCount), faces.Votes(faceIndex));
        }
        TensorPrimitives.Subtract(pixels, normalization.Mean, pixels);
        TensorPrimitives.Divide(pixels, normalization.StandardDeviation, pixels);
        Batch batch = new(pixels, targets, votes, labels, size) { Faces = order[first..(first + count)], Round = round };
        if (recipe.Augmentation.MixupAlpha > 0)
            Mixup.Apply(batch, recipe.Augmentation.MixupAlpha, new CounterRandom(seed, epoch, -2 - step));
        return batch;
    }

    private void WriteTarget(Span<float> target, int label, int faceIndex)
    {
        float spread = (float)(recipe.LabelSmoothing / EmotionExtensions.Count), weight = (float)(classWeights?[label] ?? 1);
        target.Fill(spread * weight);
        target[label] += (float)(1 - recipe.LabelSmoothing) * weight;
        if (recipe.VotesAsTargets > 0 && faces.HasVotes)
            VoteTargets.Blend(target, faces.Votes(faceIndex), (float)recipe.VotesAsTargets, weight);
        if (teacherProbabilities is null) return;
        float share = (float)recipe.TeacherWeight;
        for (int i = 0; i < target.Length; i++)
            target[i] = ((1 - share) * target[i]) + (share * weight * teacherProbabilities[(faceIndex * EmotionExtensions.Count) + i]);
    }

    private static void WriteVotes(Span<float> shares, ReadOnlySpan<byte> votes)
    {
        int sum = 0;
        foreach (byte vote in votes) sum += vote;
        for (int i = 0; sum > 0 && i < votes.Length; i++) shares[i] = (float)votes[i] / sum;
    }
}

/// <summary>The input of one training step, in arrays.</summary>
/// <param name="Pixels">Standardized gray levels [crops * count, 1, size, size]: the first crops of all faces, then the second
/// ones.</param>
/// <param name="Targets">Target probabilities, multiplied by the weight of the face [count, 7].</param>
/// <param name="Votes">Distribution of the ten FER+ votes [count, 10]; null if they are not trained on. A row of zeros does not contribute
/// to the loss.</param>
/// <param name="Labels">The label of each face; with mixup, that of the face with the larger weight.</param>
/// <param name="Size">Width and height of the crops.</param>
internal sealed record Batch(float[] Pixels, float[] Targets, float[]? Votes, int[] Labels, int Size)
{
    public int Count => Labels.Length;

    /// <summary>The index of each face in the training set.</summary>
    public required int[] Faces { get; init; }

    /// <summary>
    /// The number from which the augmentation was drawn: the epoch, or the epoch within <see cref="TrainingRecipe.AugmentationCycle"/>.
    /// </summary>
    public required int Round { get; init; }

    /// <summary>Crops of each face, 1 or 2.</summary>
    public int Crops => Pixels.Length / (Count * Size * Size);
}
