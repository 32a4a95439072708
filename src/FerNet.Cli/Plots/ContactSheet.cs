using SkiaSharp;

namespace FerNet.Cli.Plots;

/// <summary>Draws a contact sheet with random faces of each label.</summary>
internal static class ContactSheet
{
    private const int Columns = 14, Face = 72, Cell = 76, Caption = 30, Margin = 16, Head = 50;

    /// <param name="faces">The dataset.</param>
    /// <param name="rows">Rows of faces for each label.</param>
    public static byte[] Png(FerDataset faces, int rows = 2)
    {
        (string Name, FerDataset Faces)[] groups = faces.HasLabels
            ? [.. EmotionExtensions.All.Select(emotion => (emotion.Name(), faces.Where(face => faces.Label(face) == emotion)))]
            : [("without a label", faces)];
        int group = Caption + (rows * Cell);
        using FaceSheet sheet = new((Columns * Cell) + (2 * Margin), Head + (groups.Length * group) + Margin);
        sheet.Write($"{faces.Name}: {faces.Count:N0} faces", Margin, 34, 22, SKColors.Black, isBold: true, width: Columns * Cell);
        for (int i = 0; i < groups.Length; i++)
        {
            int top = Head + (i * group);
            sheet.Write($"{groups[i].Name} ({groups[i].Faces.Count:N0})", Margin, top + 20, 16, SKColors.Black);
            FerDataset drawn = groups[i].Faces.Take(Columns * rows);
            for (int face = 0; face < drawn.Count; face++)
            {
                int x = Margin + (face % Columns * Cell), y = top + Caption + (face / Columns * Cell);
                sheet.Face(drawn.Pixels(face), x, y, Face);
            }
        }
        return sheet.Png();
    }
}
