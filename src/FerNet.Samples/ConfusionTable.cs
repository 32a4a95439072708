using FerNet.Evaluation;
using Spectre.Console;

namespace FerNet.Samples;

/// <summary>Prints the confusion matrix as a table. The shading of a cell shows its share of the row.</summary>
internal static class ConfusionTable
{
    public static Table Of(ConfusionMatrix matrix)
    {
        Table table = new() { Border = TableBorder.Ascii2 };
        table.AddColumn("label \\ predicted");
        foreach (string name in matrix.Names) table.AddColumn(new TableColumn(name).RightAligned());
        for (int label = 0; label < matrix.Size; label++)
        {
            IEnumerable<string> cells =
                Enumerable.Range(0, matrix.Size).Select(predicted => Cell(matrix[label, predicted], matrix.RowShare(label, predicted)));
            table.AddRow([matrix.Names[label], .. cells]);
        }
        return table;
    }

    private static string Cell(int count, double share)
    {
        if (count == 0) return ".";
        (int red, int green, int blue) = ((int)(222 - (214 * share)), (int)(235 - (187 * share)), (int)(247 - (140 * share)));
        return $"[{(share > 0.5 ? "white" : "black")} on rgb({red},{green},{blue})]{count}[/]";
    }
}
