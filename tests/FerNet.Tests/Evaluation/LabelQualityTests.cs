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

    [Fact]
    public void A_confident_error_is_the_most_probable_emotion_above_its_threshold()
    {
        // Mean probability of angry 0.3, of happy 0.3, of sad 0.24; 1 for the emotions that no face is labeled with.
        FerDataset faces = Faces(
            [Emotion.Angry, Emotion.Happy, Emotion.Happy, Emotion.Sad, Emotion.Sad, Emotion.Sad, Emotion.Sad, Emotion.Sad, Emotion.Sad]);
        float[] probabilities =
        [
            .. Answers.Row(Emotion.Angry, 0.3f, Emotion.Neutral), .. Answers.Row(Emotion.Happy, 0.3f, Emotion.Neutral),
            .. Answers.Row(Emotion.Happy, 0.3f, Emotion.Neutral),
            0.5f, 0, 0, 0.4f, 0.1f, 0, 0, 0.4f, 0, 0, 0.5f, 0.1f, 0, 0, 0.4f, 0, 0, 0.4f, 0.2f, 0, 0,
            0, 0, 0, 0.25f, 0.05f, 0, 0.7f, .. Answers.Row(Emotion.Sad), .. Answers.Row(Emotion.Fear),
        ];
        IReadOnlyList<LabelError> errors = LabelQuality.FindErrors(faces, probabilities);
        Assert.Equal(
            [
                (8, Emotion.Fear, true), (3, Emotion.Angry, true), (4, Emotion.Happy, true), (5, Emotion.Angry, true),
                (6, Emotion.Neutral, false), (0, Emotion.Neutral, false), (1, Emotion.Neutral, false), (2, Emotion.Neutral, false),
                (7, Emotion.Angry, false),
            ],
            errors.Select(error => (error.FaceIndex, error.Suggested, error.IsConfident)));
    }

    [Fact]
    public void What_cannot_be_judged_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => LabelQuality.FindErrors(null!, []));
        Assert.Contains("add up to 2",
            Assert.Throws<ArgumentException>(() => LabelQuality.FindErrors(Faces([Emotion.Happy]), [1, 1, 0, 0, 0, 0, 0])).Message,
            StringComparison.Ordinal);
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
