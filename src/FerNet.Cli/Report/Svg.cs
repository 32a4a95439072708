using System.Globalization;
using System.Net;
using System.Text;

namespace FerNet.Cli.Report;

/// <summary>
/// A chart drawn as SVG in the page's own colors, so that it follows light and dark. Values run from left to right and from below to above.
/// </summary>
internal sealed class Svg
{
    private const double Width = 640, Height = 400, Left = 74, Right = 34, Top = 14, Bottom = 46;
    private readonly StringBuilder body = new();
    private readonly (double Least, double Most) across, up;

    public Svg(string title, (double Least, double Most) across, (double Least, double Most) up)
    {
        (this.across, this.up) = (across, up);
        body.Append($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(title)}\">\n");
    }

    /// <summary>Grid lines and their labels, and what the axes measure.</summary>
    public Svg Axes(string acrossName, IEnumerable<double> acrossTicks, Func<double, string> acrossText, string upName,
        IEnumerable<double> upTicks, Func<double, string> upText)
    {
        foreach (double tick in acrossTicks)
        {
            body.Append($"<line class=\"grid\" x1=\"{X(tick)}\" y1=\"{Top}\" x2=\"{X(tick)}\" y2=\"{Height - Bottom}\"/>\n");
            Text(X(tick), $"{Height - Bottom + 17}", "middle", acrossText(tick));
        }
        foreach (double tick in upTicks)
        {
            body.Append($"<line class=\"grid\" x1=\"{Left}\" y1=\"{Y(tick)}\" x2=\"{Width - Right}\" y2=\"{Y(tick)}\"/>\n");
            Text($"{Left - 7}", Number((Height - Bottom - Top) * (1 - Share(tick, up)) + Top + 4), "end", upText(tick));
        }
        Text(Number((Left + Width - Right) / 2), $"{Height - 8}", "middle", acrossName);
        body.Append(
            $"<text class=\"name\" transform=\"translate(14,{Number((Top + Height - Bottom) / 2)}) rotate(-90)\" " +
            $"text-anchor=\"middle\">{WebUtility.HtmlEncode(upName)}</text>\n");
        return this;
    }

    public Svg Line(IEnumerable<(double Across, double Up)> points, string style)
    {
        body.Append(
            $"<polyline class=\"line {style}\" " +
            $"points=\"{string.Join(' ', points.Select(point => $"{X(point.Across)},{Y(point.Up)}"))}\"/>\n");
        return this;
    }

    /// <summary>A bar from 0 to a value; its title shows when the pointer rests on it.</summary>
    public Svg Bar(double from, double to, double value, string style, string title)
    {
        body.Append(
            $"<rect class=\"{style}\" x=\"{X(from)}\" y=\"{Y(value)}\" " +
            $"width=\"{Number((Share(to, across) - Share(from, across)) * (Width - Left - Right))}\" ");
        body.Append(
            $"height=\"{Number((Share(value, up) - Share(0, up)) * (Height - Top - Bottom))}\">" +
            $"<title>{WebUtility.HtmlEncode(title)}</title></rect>\n");
        return this;
    }

    public Svg Dot(double acrossValue, double upValue, string style)
    {
        body.Append($"<circle class=\"{style}\" cx=\"{X(acrossValue)}\" cy=\"{Y(upValue)}\" r=\"4\"/>\n");
        return this;
    }

    public override string ToString() => $"{body}</svg>\n";

    private static double Share(double value, (double Least, double Most) range) =>
        Math.Clamp((value - range.Least) / (range.Most - range.Least), 0, 1);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private string X(double value) => Number(Left + (Share(value, across) * (Width - Left - Right)));

    private string Y(double value) => Number(Top + ((1 - Share(value, up)) * (Height - Top - Bottom)));

    private void Text(string x, string y, string anchor, string text) =>
        body.Append($"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>\n");
}
