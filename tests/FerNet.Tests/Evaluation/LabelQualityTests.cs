using FerNet.Evaluation;

namespace FerNet.Tests.Evaluation;

public class LabelQualityTests
{
    [Fact]
    public void Four_faces_by_hand()
    {
        // Mean probability of happy over the faces labeled happy: (0.9 + 0.8 + 0.1) / 3 = 0.6; of sad 0.7.
        FerDataset faces = Faces([Emotion.Happy, Emotion.Happy, Emotion.Happy, Emotion.Sad]);
        float[] probabilities =
        [
            .. Answers.Row(Emotion.Happy, 0.9f, Emotion.Sad), .. Answers.Row(Emotion.Happy, 0.8f, Emotion.Sad),
            .. Answers.Row(Emotion.Sad, 0.9f, Emotion.Happy), .. Answers.Row(Emotion.Sad, 0.7f, Emotion.Happy),
        ];
        IReadOnlyList<LabelError> errors = LabelQuality.FindErrors(faces, probabilities);
        Assert.Equal([2, 3, 1, 0], errors.Select(error => error.FaceIndex));
        Assert.Equal([true, false, false, false], errors.Select(error => error.IsConfident));
        Assert.Equal((Emotion.Happy, Emotion.Sad), (errors[0].Label, errors[0].Suggested));
        Assert.Equal(-0.8f, errors[0].Margin, 1e-6f);
    }

    /// <summary>48 flipped labels among 965, with answers that are right on eight of ten faces.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Flipped_labels_come_first(int seed)
    {
        const int Count = 965, Flipped = 48;
        Random random = new(seed);
        Emotion[] right = [.. Enumerable.Range(0, Count).Select(_ => (Emotion)random.Next(7))];
        float[] probabilities = [.. right.SelectMany(emotion =>
        {
            Emotion named = random.NextDouble() < 0.8 ? emotion : (Emotion)random.Next(7), other;
            do other = (Emotion)random.Next(7); while (other == named);
            return Answers.Row(named, 0.55f + (0.4f * (float)random.NextDouble()), other);
        })];
        int[] flipped = [.. Enumerable.Range(0, Count).OrderBy(_ => random.Next()).Take(Flipped)];
        Emotion[] labels = [.. right];
        foreach (int face in flipped) labels[face] = (Emotion)(((int)right[face] + 1 + random.Next(6)) % 7);
        int found = LabelQuality.FindErrors(Faces(labels), probabilities).Take(2 * Flipped)
            .Count(error => flipped.Contains(error.FaceIndex));
        // A fifth of the answers are wrong themselves; they hide some flips and raise some false alarms.
        Assert.InRange(found, 18, Flipped);
        Assert.Equal(Count, LabelQuality.FindErrors(Faces(labels), probabilities).Select(error => error.FaceIndex).Distinct().Count());
    }

    private static FerDataset Faces(Emotion[] labels) => FerDataset.FromFaces(new byte[labels.Length * 2_304], labels);
}
