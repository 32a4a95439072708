namespace FerNet.Evaluation;

/// <summary>Finds faces whose labels are probably wrong. Thread-safe.</summary>
public static class LabelQuality
{
    /// <summary>Ranks all faces by how suspect their labels are, the most suspect first.</summary>
    /// <remarks>
    /// Confident learning (Northcutt et al., "Confident Learning: Estimating Uncertainty in Dataset Labels", JAIR 2021, arXiv:1911.00068):
    /// the threshold of an emotion is its mean probability over the faces with that label. Among the emotions of a face that reach their
    /// thresholds, the most probable one is taken; if it is not the label, the face is counted as an error
    /// (<see cref="LabelError.IsConfident"/>). Errors come first, each group in order of the margin.
    /// </remarks>
    /// <param name="faces">Faces with labels, at least one.</param>
    /// <param name="probabilities">
    /// Probabilities [N * 7]: seven for each face, in label order, from a model that was not trained on the face, as in
    /// <see cref="EmotionTrainer.CrossValidate"/>. A model that was trained on a wrong label may have memorized it.
    /// </param>
    /// <exception cref="ArgumentException">There are no faces, there are not seven probabilities for each face, or a row is not a
    /// probability distribution.</exception>
    /// <exception cref="InvalidOperationException">The faces have no labels.</exception>
    public static IReadOnlyList<LabelError> FindErrors(FerDataset faces, ReadOnlySpan<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(faces);
        Emotion[] labels = [.. Enumerable.Range(0, faces.Count).Select(faces.Label)];
        Probabilities.Require(labels, probabilities);
        double[] thresholds = Thresholds(labels, probabilities);
        LabelError[] errors = new LabelError[labels.Length];
        for (int face = 0; face < errors.Length; face++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(face * EmotionExtensions.Count, EmotionExtensions.Count);
            errors[face] = Judge(face, labels[face], row, thresholds);
        }
        return Array.AsReadOnly(errors.OrderByDescending(error => error.IsConfident).ThenBy(error => error.Margin)
            .ThenBy(error => error.FaceIndex).ToArray());
    }

    /// <summary>The mean probability of each emotion over the faces that are labeled with it; 1 where there are none.</summary>
    private static double[] Thresholds(Emotion[] labels, ReadOnlySpan<float> probabilities)
    {
        double[] sums = new double[EmotionExtensions.Count];
        int[] counts = new int[EmotionExtensions.Count];
        for (int face = 0; face < labels.Length; face++)
        {
            int label = (int)labels[face];
            sums[label] += probabilities[(face * EmotionExtensions.Count) + label];
            counts[label]++;
        }
        return [.. sums.Select((sum, label) => counts[label] == 0 ? 1 : sum / counts[label])];
    }

    private static LabelError Judge(int face, Emotion label, ReadOnlySpan<float> row, double[] thresholds)
    {
        int suggested = -1, confident = -1;
        for (int emotion = 0; emotion < row.Length; emotion++)
        {
            if (row[emotion] >= thresholds[emotion] && (confident < 0 || row[emotion] > row[confident])) confident = emotion;
            if (emotion != (int)label && (suggested < 0 || row[emotion] > row[suggested])) suggested = emotion;
        }
        bool isConfident = confident >= 0 && confident != (int)label;
        if (isConfident) suggested = confident;
        return new LabelError
        {
            FaceIndex = face,
            Label = label,
            Suggested = (Emotion)suggested,
            Margin = row[(int)label] - row[suggested],
            IsConfident = isConfident,
        };
    }
}
