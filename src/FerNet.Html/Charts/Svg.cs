using System.Globalization;
using System.Net;
using System.Text;

namespace FerNet.Html.Charts;

/// <summary>
/// Draws a chart as SVG with the CSS variables of the page, so that it follows the light or dark theme. Values increase from left to right
/// and from bottom to top.
/// </summary>
internal sealed class Svg
{
    private const double Width = 640, Height = 400, Left = 74, Right = 34, Top = 14, Bottom = 46;
    private readonly StringBuilder body = new();
    private readonly (double Least, double Most) across, up;

    public Svg(string title, (double Least, double Most) across, (double Least, double Most) up)
    {
        (this.across, this.up) = (across, up);
        Add($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">\n");
    }

    public static string Percent(double share) => Invariant($"{100 * share:0} %");

    /// <summary>Adds grid lines, their labels, and the names of the axes.</summary>
    public Svg Axes(string acrossName, IEnumerable<double> acrossTicks, Func<double, string> acrossText, string upName,
        IEnumerable<double> upTicks, Func<double, string> upText)
    {
        foreach (double tick in acrossTicks)
        {
            Add($"<line class=\"grid\" x1=\"{X(tick)}\" y1=\"{Top}\" x2=\"{X(tick)}\" y2=\"{Height - Bottom}\"/>\n");
            Text(X(tick), Number(Height - Bottom + 17), acrossText(tick));
        }
        foreach (double tick in upTicks)
        {
            Add($"<line class=\"grid\" x1=\"{Left}\" y1=\"{Y(tick)}\" x2=\"{Width - Right}\" y2=\"{Y(tick)}\"/>\n");
            Text(Number(Left - 7), Y(tick, 4), upText(tick), anchor: "end");
        }
        Text(Number((Left + Width - Right) / 2), Number(Height - 8), acrossName);
        Add($"<text class=\"name\" transform=\"translate(14,{Number((Top + Height - Bottom) / 2)}) rotate(-90)\" text-anchor=\"middle\">");
        Add($"{WebUtility.HtmlEncode(upName)}</text>\n");
        return this;
    }

    public Svg Line(IEnumerable<(double Across, double Up)> points, string style)
    {
        string places = string.Join(' ', points.Select(point => $"{X(point.Across)},{Y(point.Up)}"));
        Add($"<polyline class=\"line {style}\" points=\"{places}\"/>\n");
        return this;
    }

    /// <summary>Adds a bar from 0 to a value, with a tooltip.</summary>
    public Svg Bar(double from, double to, double value, string style, string title)
    {
        Add($"<rect class=\"{style}\" {Place(from, to, 0, value)}>");
        Title("rect", title);
        return this;
    }

    /// <summary>Adds a unit square whose color strength depends on the share, with two lines of text.</summary>
    /// <param name="left">Its left side.</param>
    /// <param name="bottom">Its lower side.</param>
    /// <param name="share">Strength of the color, 0 to 1.</param>
    /// <param name="text">The upper line.</param>
    /// <param name="detail">The lower line, in smaller letters.</param>
    /// <param name="title">The tooltip.</param>
    public Svg Cell(double left, double bottom, double share, string text, string detail, string title)
    {
        string strong = share > 0.5 ? " strong" : "", middle = X(left + 0.5);
        Add($"<g><rect class=\"cell\" style=\"--share:{100 * share:0}%\" {Place(left, left + 1, bottom, bottom + 1)}/>");
        Text(middle, Y(bottom + 0.5, 1), text, style: $"count{strong}");
        Text(middle, Y(bottom + 0.5, 15), detail, style: $"detail{strong}");
        Title("g", title);
        return this;
    }

    public Svg Dot(double acrossValue, double upValue, string style)
    {
        Add($"<circle class=\"{style}\" cx=\"{X(acrossValue)}\" cy=\"{Y(upValue)}\" r=\"4\"/>\n");
        return this;
    }

    public override string ToString() => $"{body}</svg>\n";

    private static double Share(double value, (double Least, double Most) range) =>
        Math.Clamp((value - range.Least) / (range.Most - range.Least), 0, 1);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private string X(double value) => Number(Left + (Share(value, across) * (Width - Left - Right)));

    /// <param name="value">The value.</param>
    /// <param name="below">Distance below the value, in units of the drawing.</param>
    private string Y(double value, double below = 0) => Number(Top + ((1 - Share(value, up)) * (Height - Top - Bottom)) + below);

    /// <summary>The attributes of a rectangle.</summary>
    private string Place(double from, double to, double low, double high)
    {
        double width = (Share(to, across) - Share(from, across)) * (Width - Left - Right);
        double height = (Share(high, up) - Share(low, up)) * (Height - Top - Bottom);
        return $"x=\"{X(from)}\" y=\"{Y(high)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"";
    }

    private void Text(string x, string y, string text, string anchor = "middle", string style = "tick") =>
        Add($"<text class=\"{style}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>\n");

    private void Title(string element, string title) => Add($"<title>{WebUtility.HtmlEncode(title)}</title></{element}>\n");

    private void Add(FormattableString element) => body.Append(Invariant(element));
}
