namespace FerNet.Evaluation;

/// <summary>Precision and recall of one emotion at every threshold.</summary>
internal static class PrecisionRecallCurve
{
    public static IReadOnlyList<PrecisionRecallPoint> Of(Emotion[] labels, float[] probabilities, Emotion emotion)
    {
        int positives = labels.Count(label => label == emotion);
        if (positives == 0) return [];
        float[] scores = new float[labels.Length];
        int[] order = new int[labels.Length];
        for (int face = 0; face < labels.Length; face++)
        {
            scores[face] = -probabilities[(face * EmotionExtensions.Count) + (int)emotion];
            order[face] = face;
        }
        Array.Sort(scores, order);
        List<PrecisionRecallPoint> points = [];
        int hits = 0;
        for (int taken = 1; taken <= order.Length; taken++)
        {
            if (labels[order[taken - 1]] == emotion) hits++;
            bool moreOfTheSame = taken < order.Length && scores[taken] == scores[taken - 1];
            if (moreOfTheSame) continue;
            points.Add(new PrecisionRecallPoint
            {
                Threshold = -scores[taken - 1],
                Precision = hits / (double)taken,
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
