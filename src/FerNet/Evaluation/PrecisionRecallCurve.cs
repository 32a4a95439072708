namespace FerNet.Evaluation;

/// <summary>Precision and recall of one emotion at every threshold.</summary>
internal static class PrecisionRecallCurve
{
    public static IReadOnlyList<PrecisionRecallPoint> Compute(Emotion[] labels, float[] probabilities, Emotion emotion)
    {
        int positives = labels.Count(label => label == emotion);
        if (positives == 0) return [];
        float[] scores = new float[labels.Length];
        int[] order = new int[labels.Length];
        for (int faceIndex = 0; faceIndex < labels.Length; faceIndex++)
        {
            scores[faceIndex] = -probabilities[(faceIndex * EmotionExtensions.Count) + (int)emotion];
            order[faceIndex] = faceIndex;
        }
        Array.Sort(scores, order);
        List<PrecisionRecallPoint> points = [];
        int hits = 0;
        for (int selectedCount = 1; selectedCount <= order.Length; selectedCount++)
        {
            if (labels[order[selectedCount - 1]] == emotion) hits++;
            bool moreOfTheSame = selectedCount < order.Length && scores[selectedCount] == scores[selectedCount - 1];
            if (moreOfTheSame) continue;
            points.Add(new PrecisionRecallPoint
            {
                Threshold = -scores[selectedCount - 1],
                Precision = hits / (double)selectedCount,
                Recall = hits / (double)positives,
            });
        }
        return points.AsReadOnly();
    }

    public static double Area(IReadOnlyList<PrecisionRecallPoint> points)
    {
        double area = 0, recall = 0;
        foreach (PrecisionRecallPoint point in points)
        {
            area += point.Precision * (point.Recall - recall);
            recall = point.Recall;
        }
        return area;
    }
}
