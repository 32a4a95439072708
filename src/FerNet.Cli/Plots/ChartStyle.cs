using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace FerNet.Cli.Plots;

/// <summary>The common style of all charts: sizes, and colors that are distinguishable with color blindness.</summary>
internal static class ChartStyle
{
    // Okabe and Ito's palette, "Color Universal Design" (2008), in the emotions' order; the last is black for neutral.
    private static readonly string[] Palette = ["#D55E00", "#009E73", "#CC79A7", "#E69F00", "#0072B2", "#56B4E9", "#000000"];

    public static Color Ink { get; } = Color.FromHex("#222222");

    public static Color Blue { get; } = Color.FromHex("#0072B2");

    public static Color Orange { get; } = Color.FromHex("#D55E00");

    public static Color ColorOf(Emotion emotion) => Color.FromHex(Palette[(int)emotion]);

    /// <summary>A sans-serif typeface that is installed.</summary>
    public static string FontName { get; } = FindFont();

    public static Plot New(string title, string bottom, string left)
    {
        Plot plot = new();
        Apply(plot, title, bottom, left);
        return plot;
    }

    /// <summary>Prints a warning if no typeface is installed, because images would then have no text.</summary>
    public static void WarnWithoutFonts(Terminal terminal)
    {
        using SKTypeface face = SKTypeface.FromFamilyName(FontName);
        if (!face.ContainsGlyph('a'))
            terminal.Say("This machine has no fonts, so the images will have no words; install one, such as Debian's fonts-dejavu-core.");
    }

    public static void Apply(Plot plot, string title, string bottom, string left)
    {
        plot.Font.Set(FontName);
        plot.Title(title, 20);
        plot.XLabel(bottom, 17);
        plot.YLabel(left, 17);
        plot.Axes.Bottom.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize = 15;
        plot.Grid.MajorLineColor = Color.FromHex("#E4E4E4");
        // Space for the last label of the bottom axis, which extends beyond it.
        plot.Axes.Right.MinimumSize = 34;
        plot.Axes.Left.MinimumSize = 84;
        plot.Legend.FontName = FontName;
        plot.Legend.FontSize = 15;
        plot.Legend.SymbolWidth = 44;
    }

    public static NumericManual Ticks(IEnumerable<double> positions, Func<double, string> label)
    {
        NumericManual ticks = new();
        foreach (double position in positions) ticks.AddMajor(position, label(position));
        return ticks;
    }

    /// <summary>Ticks from 0 to 100 %.</summary>
    public static NumericManual Shares() => Ticks(Enumerable.Range(0, 6).Select(i => i / 5.0), share => $"{100 * share:0} %");

    public static byte[] Png(Plot plot, int width, int height) => plot.GetImageBytes(width, height, ImageFormat.Png);

    private static string FindFont()
    {
        HashSet<string> known = new(SKFontManager.Default.FontFamilies, StringComparer.OrdinalIgnoreCase);
        string[] wanted = ["Open Sans", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Segoe UI", "Helvetica Neue", "Arial", "FreeSans"];
        return wanted.FirstOrDefault(known.Contains) ?? SKTypeface.Default.FamilyName;
    }
}
