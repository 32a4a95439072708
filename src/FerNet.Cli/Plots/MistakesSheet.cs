using FerNet.Evaluation;
using SkiaSharp;

namespace FerNet.Cli.Plots;

/// <summary>Draws a contact sheet of the mistakes with the highest confidence: 7 x 7 faces with label, answer and origin.</summary>
internal static class MistakesSheet
{
    public const int Count = Columns * Columns;

    private const int Columns = 7, Face = 120, Cell = 150, Row = 190, Margin = 16, Head = 76;

    private static readonly SKColor Orange = new(0xB2, 0x4A, 0x00);

    public static byte[] Png(EmotionEvaluation evaluation)
    {
        IReadOnlyList<EmotionMistake> mistakes = evaluation.Mistakes(Count);
        int rows = Math.Max(1, (mistakes.Count + Columns - 1) / Columns);
        using FaceSheet sheet = new((Columns * Cell) + (2 * Margin), Head + (rows * Row) + Margin);
        string title = mistakes.Count == 0 ? "No mistakes" : $"The {mistakes.Count} mistakes with the highest confidence";
        sheet.Write(title, Margin, 34, 22, SKColors.Black, isBold: true);
        sheet.Write("orange: the model's answer; black: the label; gray: the file, or the row of the table", Margin, 60, 16,
            FaceSheet.Gray);
        for (int i = 0; i < mistakes.Count; i++)
        {
            EmotionMistake mistake = mistakes[i];
            float x = Margin + (i % Columns * Cell), y = Head + (i / Columns * Row);
            sheet.Face(evaluation.Faces.Pixels(mistake.FaceIndex), x, y, Face);
            string answer = $"{mistake.Predicted.Name()} {100 * mistake.Confidence:0} %";
            sheet.Write(answer, x, y + Face + 18, 15, Orange, isBold: true);
            sheet.Write(mistake.Label.Name(), x, y + Face + 37, 15, SKColors.Black);
            sheet.Write(DisplayText.Origin(mistake.FileName, mistake.RowNumber), x, y + Face + 54, 11, FaceSheet.Gray, width: Cell - 8);
        }
        return sheet.Png();
    }
}
