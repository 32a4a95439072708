namespace FerNet.Tests.Evaluation;

/// <summary>The figures as their definitions say, slowly and one face at a time.</summary>
internal sealed class Naive(Emotion[] labels, float[] probabilities)
{
    private readonly (int Label, float[] Row)[] faces =
        [.. labels.Select((label, i) => ((int)label, probabilities[(i * 7)..((i + 1) * 7)]))];

    public double Accuracy(int places) =>
        faces.Average(face => face.Row.Select((p, i) => (p, i)).OrderByDescending(x => x.p).ThenBy(x => x.i).Take(places)
            .Any(x => x.i == face.Label) ? 1.0 : 0);

    public double GroupAccuracy() => faces.Average(face =>
    {
        double[] groups = [.. Enum.GetValues<Valence>().Select(group =>
            face.Row.Where((_, i) => ((Emotion)i).Valence() == group).Sum(p => (double)p))];
        return Array.IndexOf(groups, groups.Max()) == (int)((Emotion)face.Label).Valence() ? 1.0 : 0;
    });

    public double LogLoss() => -faces.Average(face => Math.Log(face.Row[face.Label]));

    public double Kappa()
    {
        double chance = Enumerable.Range(0, 7).Sum(c => faces.Count(f => f.Label == c) * (double)faces.Count(f => Predicted(f.Row) == c));
        chance /= Math.Pow(faces.Length, 2);
        return chance == 1 ? 1 : (Accuracy(1) - chance) / (1 - chance);
    }

    public double MacroF1()
    {
        List<double> scores = [];
        for (int c = 0; c < 7; c++)
        {
            double both = faces.Count(f => f.Label == c && Predicted(f.Row) == c);
            double only = faces.Count(f => (f.Label == c) != (Predicted(f.Row) == c));
            if (both + only > 0) scores.Add(both / (both + (only / 2)));
        }
        return scores.Average();
    }

    public double CalibrationError()
    {
        double error = 0;
        for (int bin = 0; bin < 15; bin++)
        {
            var inside = faces.Where(f => f.Row.Max() > bin / 15.0 && f.Row.Max() <= (bin + 1) / 15.0).ToArray();
            if (inside.Length == 0) continue;
            double gap = inside.Average(f => (double)f.Row.Max()) - inside.Average(f => Predicted(f.Row) == f.Label ? 1.0 : 0);
            error += Math.Abs(gap) * inside.Length / faces.Length;
        }
        return error;
    }

    private static int Predicted(float[] row) => Array.IndexOf(row, row.Max());
}
