namespace FerNet.Evaluation;

/// <summary>
/// A model's answers for labeled faces: the metrics, the precision-recall curves and the mistakes. Immutable; thread-safe.
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

    /// <summary>Probabilities [N * 7]: seven for each face, in label order.</summary>
    public ReadOnlyMemory<float> Probabilities => probabilities;

    /// <summary>Scores faces and compares the answers with their labels.</summary>
    /// <param name="model">The model; the caller keeps and disposes it.</param>
    /// <param name="faces">Faces with labels, at least one.</param>
    /// <param name="cancellationToken">Cancels the call between two blocks of faces.</param>
    /// <exception cref="ArgumentException">There are no faces.</exception>
    /// <exception cref="InvalidOperationException">The faces have no labels.</exception>
    public static EmotionEvaluation Evaluate(EmotionModel model, FerDataset faces, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(faces);
        Emotion[] labels = [.. Enumerable.Range(0, faces.Count).Select(faces.Label)];
        return new EmotionEvaluation(faces, labels, model.Score(faces, cancellationToken));
    }

    /// <summary>Compares the answers of any model with the faces' labels.</summary>
    /// <param name="faces">Faces with labels, at least one.</param>
    /// <param name="probabilities">Probabilities [N * 7]: seven for each face, in label order; they are copied.</param>
    /// <exception cref="ArgumentException">There are no faces, there are not seven probabilities for each face, or a row is not a
    /// probability distribution.</exception>
    /// <exception cref="InvalidOperationException">The faces have no labels.</exception>
    public static EmotionEvaluation Evaluate(FerDataset faces, ReadOnlySpan<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(faces);
        return new EmotionEvaluation(faces, [.. Enumerable.Range(0, faces.Count).Select(faces.Label)], probabilities.ToArray());
    }

    /// <summary>
    /// The precision-recall curve of one emotion against all others, with falling threshold: a point for each probability that occurs,
    /// recall rising to 1. Empty where no face has the emotion as its label.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public IReadOnlyList<PrecisionRecallPoint> PrecisionRecall(Emotion emotion)
    {
        _ = emotion.Name();
        return PrecisionRecallCurve.Compute(labels, probabilities, emotion);
    }

    /// <summary>
    /// The area under <see cref="PrecisionRecall"/> as average precision, the sum of precision times the step in recall, 0 to 1; 0 where no
    /// face has the emotion as its label.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the seven emotions.</exception>
    public double AveragePrecision(Emotion emotion) => PrecisionRecallCurve.Area(PrecisionRecall(emotion));

    /// <summary>The mistakes with the highest confidence, the highest first.</summary>
    /// <param name="count">The maximum number of mistakes, at least 0.</param>
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
    /// The JSON of <see cref="EmotionMetrics.ToJson"/> with the additional property "mistakes": the mistakes with the highest confidence,
    /// with their files or rows.
    /// </summary>
    /// <param name="mistakes">The maximum number of mistakes, at least 0.</param>
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
