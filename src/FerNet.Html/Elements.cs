using System.Globalization;
using System.Net;
using System.Text;
using FerNet.Evaluation;

namespace FerNet.Html;

/// <summary>Creates the elements of a page: tables, bars and legends.</summary>
internal static class Elements
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Adds the style to elements, so that they can be used in any page.</summary>
    public static string Framed(string content) =>
        $"<div class=\"fernet\"><style>\n{ElementStyle.Frame}.fernet {{\n{ElementStyle.Css}}}\n</style>\n{content}</div>\n";

    public static string Prediction(EmotionPrediction prediction, string? source = null)
    {
        StringBuilder html = new("<div class=\"prediction\">\n");
        if (source is not null) html.Append(CultureInfo.InvariantCulture, $"<img alt=\"the face that was read\" src=\"{source}\"/>\n");
        html.Append(CultureInfo.InvariantCulture, $"<div><b>{Text(prediction.ToString())}</b><table><tbody>\n");
        foreach (Emotion emotion in EmotionExtensions.All)
        {
            string meter = Meter(prediction[emotion], Invariant($"{100 * prediction[emotion]:0.0} %"));
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>{emotion.Name()}</th>{meter}</tr>\n");
        }
        html.Append("</tbody></table>");
        if (prediction.Warning is { } warning) html.Append(CultureInfo.InvariantCulture, $"<p>{Text(warning)}</p>");
        return html.Append("</div></div>\n").ToString();
    }

    public static string Classes(string title, ClassificationMetrics metrics)
    {
        StringBuilder html = new("<div class=\"wide\"><table><thead><tr>");
        foreach (string column in (string[])[title, "precision", "recall", "F1", "faces"])
            html.Append(CultureInfo.InvariantCulture, $"<th>{Text(column)}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (ClassMetrics one in metrics.PerClass) AppendRow("", one.Name, one.Precision, one.Recall, one.F1, one.Support);
        AppendRow(" class=\"sum\"", "macro mean", metrics.MacroPrecision, metrics.MacroRecall, metrics.MacroF1, metrics.Count);
        return html.Append("</tbody></table></div>\n").ToString();

        void AppendRow(string style, string name, double precision, double recall, double f1, int faces)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr{style}><th>{Text(name)}</th>");
            foreach (double share in (double[])[precision, recall, f1]) html.Append(Meter(share, Invariant($"{share:0.000}")));
            html.Append(CultureInfo.InvariantCulture, $"<td>{faces:N0}</td></tr>\n");
        }
    }

    public static string Legend(IEnumerable<(string Style, string Words)> entries) => "<p class=\"legend\">" + string.Concat(
        entries.Select(entry =>
            $"<span><svg viewBox=\"0 0 34 10\"><polyline class=\"line {entry.Style}\" points=\"1,5 33,5\"/></svg> " +
            $"{Text(entry.Words)}</span>\n")) + "</p>\n";

    /// <param name="share">Length of the bar, 0 to 1.</param>
    /// <param name="words">Text beside the bar.</param>
    private static string Meter(double share, string words) =>
        Invariant($"<td><div class=\"meter\"><i style=\"width:{100 * share:0.#}%\"></i></div><span>{words}</span></td>");
}
