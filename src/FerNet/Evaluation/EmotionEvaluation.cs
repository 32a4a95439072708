namespace FerNet.Evaluation;

/// <summary>
/// A model's answers on labeled faces, kept face by face: the metrics, the precision-recall curves and the worst mistakes.
/// Immutable; thread-safe.
/// </summary>
public sealed class EmotionEvaluation
{
    private readonly Emotion[] labels;
    private readonly float[] probabilities;

    private EmotionEvaluation(FerDataset faces, Emotion[] labels, float[] probabilities)
    {
        Faces = faces;
        this.labels = labels;
        this.probabilities = probabilities;
        Metrics = EmotionMetrics.From(labels, probabilities);
    }

    /// <summary>The faces that were evaluated.</summary>
    public FerDataset Faces { get; }

    /// <summary>The figures.</summary>
    public EmotionMetrics Metrics { get; }

    /// <summary>Seven probabilities a face, row by row: [N * 7].</summary>
    public ReadOnlyMemory<float> Probabilities => probabilities;

    /// <summary>Scores faces and compares the answers with their labels.</summary>
    /// <param name="model">The model; it stays the caller's.</param>
    /// <param name="faces">Faces with labels, at least one.</param>
    /// <param name="cancellationToken">Stops between two blocks of faces.</param>
    /// <exception cref="ArgumentException">There are no faces.</exception>
    /// <exception cref="InvalidOperationException">The faces have no labels.</exception>
    public static EmotionEvaluation Evaluate(EmotionModel model, FerDataset faces, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(faces);
        Emotion[] labels = [.. Enumerable.Range(0, faces.Count).Select(faces.Label)];
        return new EmotionEvaluation(faces, labels, model.Score(faces, cancellationToken));
    }

    /// <summary>Compares the answers of any other model with the faces' labels.</summary>
    /// <param name="faces">Faces with labels, at least one.</param>
    /// <param name="probabilities">Seven probabilities a face, row by row: [N * 7]; they are copied.</param>
    /// <exception cref="ArgumentException">There is no face, or not seven probabilities for each, or a row is no distribution.</exception>
    /// <exception cref="InvalidOperationException">The faces have no labels.</exception>
    public static EmotionEvaluation Evaluate(FerDataset faces, ReadOnlySpan<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(faces);
        return new EmotionEvaluation(faces, [.. Enumerable.Range(0, faces.Count).Select(faces.Label)], probabilities.ToArray());
    }

    /// <summary>
    /// One emotion against all others, as its threshold falls: a point for each probability that occurs, recall rising to 1.
    /// Empty where no face shows the emotion.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public IReadOnlyList<PrecisionRecallPoint> PrecisionRecall(Emotion emotion)
    {
        _ = emotion.Name();
        return PrecisionRecallCurve.Compute(labels, probabilities, emotion);
    }

    /// <summary>
    /// The area under <see cref="PrecisionRecall"/> as average precision, the sum of precision times the step in recall, 0 to 1;
    /// 0 where no face shows the emotion.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public double AveragePrecision(Emotion emotion) => PrecisionRecallCurve.Area(PrecisionRecall(emotion));

    /// <summary>The mistakes the model was surest of, the surest first.</summary>
    /// <param name="count">How many at most, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public IReadOnlyList<EmotionMistake> Mistakes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Array.AsReadOnly(Enumerable.Range(0, labels.Length)
            .Select(Answer)
            .Where(answer => answer.Predicted != answer.Label)
            .OrderByDescending(answer => answer.Confidence)
            .Take(count)
            .ToArray());
    }

    /// <summary>
    /// What <see cref="EmotionMetrics.ToJson"/> writes, and the mistakes the model was surest of with the files or rows that they come
    /// from, as "mistakes".
    /// </summary>
    /// <param name="mistakes">How many mistakes at most, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public string ToJson(int mistakes) => MetricsJson.Write(Metrics, Mistakes(mistakes));

    /// <summary>Whether each face was recognized, in order.</summary>
    internal bool[] Correct() => [.. Enumerable.Range(0, labels.Length).Select(Answer).Select(answer => answer.Predicted == answer.Label)];

    private EmotionMistake Answer(int faceIndex)
    {
        ReadOnlySpan<float> row = probabilities.AsSpan(faceIndex * EmotionExtensions.Count, EmotionExtensions.Count);
        int best = Evaluation.Probabilities.Best(row);
        return new EmotionMistake
        {
            FaceIndex = faceIndex,
            FileName = Faces.FileName(faceIndex),
            RowNumber = Faces.RowNumber(faceIndex),
            Label = labels[faceIndex],
            Predicted = (Emotion)best,
            Confidence = row[best],
        };
    }
}
