using System.Text;
using FerNet.Training;

namespace FerNet.Samples;

/// <summary>Draws the accuracy by epoch as a text chart: o for training, # for validation.</summary>
internal static class AccuracyChart
{
    private const int Rows = 11, Step = 4;

    public static string Of(IReadOnlyList<EpochMetrics> points)
    {
        int width = points.Count * Step;
        char[][] grid = [.. Enumerable.Range(0, Rows).Select(_ => Enumerable.Repeat(' ', width).ToArray())];
        for (int i = 0; i < points.Count; i++)
        {
            Mark(points[i].Accuracy, i, 'o');
            if (points[i].ValidationAccuracy is { } accuracy) Mark(accuracy, i, '#');
        }
        StringBuilder text = new("accuracy (o training, # validation)");
        for (int row = 0; row < Rows; row++)
        {
            text.AppendLine().Append($"{(Rows - 1 - row) * 100 / (Rows - 1),4} % |").Append(new string(grid[row]).TrimEnd());
        }
        text.AppendLine().Append("       +").Append('-', width).AppendLine();
        text.Append("  epoch ");
        foreach (EpochMetrics point in points) text.Append($"{point.Epoch,Step - 1} ");
        return text.ToString().TrimEnd();

        void Mark(double share, int index, char mark) =>
            grid[Rows - 1 - (int)Math.Round(share * (Rows - 1))][(index * Step) + Step - 2] = mark;
    }
}
