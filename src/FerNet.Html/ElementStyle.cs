namespace FerNet.Html;

/// <summary>
/// The style of tables and charts. The line colors are from Okabe and Ito's palette, which is distinguishable with color blindness; dash
/// patterns distinguish the lines in print.
/// </summary>
internal static class ElementStyle
{
    /// <summary>The CSS variables of the light theme, which <see cref="Css"/> uses.</summary>
    public const string LightColors =
        "--paper: #ffffff; --panel: #f4f6f8; --ink: #1c2126; --soft: #5b6670; --rule: #d9dfe4;\n" +
        "--blue: #0072b2; --orange: #c24e00; --heat: #08519c; --strong: #ffffff;\n";

    /// <summary>
    /// The background of elements in a page of another application. It is always light, because the colors of that page are not known.
    /// </summary>
    public const string Frame = $$"""
        .fernet { {{LightColors}} background: var(--paper); color: var(--ink); padding: 12px; border-radius: 8px; max-width: 900px;
          font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }

        """;

    public const string Css = """
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; color: var(--ink); }
        tr { background: none; }
        th, td { padding: 7px 10px; text-align: right; border: 0; border-bottom: 1px solid var(--rule); white-space: nowrap; }
        th { font-weight: 600; }
        th:first-child { text-align: left; }
        thead th { color: var(--soft); font-weight: 500; font-size: 14px; }
        tr.sum th, tr.sum td { border-bottom: 0; font-weight: 700; }
        .meter { display: inline-block; width: 72px; height: 8px; margin-right: 10px; border-radius: 4px; background: var(--rule);
          overflow: hidden; vertical-align: middle; }
        .meter + span { display: inline-block; min-width: 3.2em; }
        .meter i { display: block; height: 100%; background: var(--blue); }
        .prediction { display: inline-flex; flex-wrap: wrap; gap: 16px; align-items: center; margin: 6px 20px 6px 0; }
        .prediction img { width: 144px; height: 144px; border-radius: 6px; }
        .prediction table { width: auto; }
        .prediction th, .prediction td { padding: 1px 8px 1px 0; border: 0; font-size: 14px; font-weight: 400; }
        .prediction .meter { width: 120px; }
        figure { margin: 0; background: var(--panel); border-radius: 8px; padding: 10px; }
        figure svg { display: block; width: 100%; height: auto; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 12px; }
        svg text { fill: var(--soft); font-size: 13px; }
        .pair text { font-size: 16px; }
        .grid { stroke: var(--rule); stroke-width: 1; }
        .bar { fill: var(--blue); opacity: .55; }
        .dot { fill: var(--orange); }
        .cell { fill: color-mix(in srgb, var(--heat) var(--share), var(--paper)); }
        svg .count { fill: var(--ink); font-size: 14px; }
        svg .detail { fill: var(--ink); font-size: 10px; opacity: .8; }
        svg .strong { fill: var(--strong); font-weight: 600; }
        .line { fill: none; stroke: var(--ink); stroke-width: 2.5; stroke-linejoin: round; }
        .point { fill: none; stroke-width: 4; stroke-dasharray: none; }
        .diagonal { stroke-width: 1.5; stroke-dasharray: 6 5; }
        .training { stroke: var(--orange); stroke-dasharray: 7 4; }
        .validation { stroke: var(--blue); }
        .angry { stroke: #d55e00; }
        .disgust { stroke: #009e73; stroke-dasharray: 7 4; }
        .fear { stroke: #cc79a7; stroke-dasharray: 2 3; }
        .happy { stroke: #e69f00; }
        .sad { stroke: #3b8fd0; stroke-dasharray: 7 4; }
        .surprise { stroke: #56b4e9; stroke-dasharray: 2 3; }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 14px; }
        .legend svg { width: 34px; height: 10px; vertical-align: middle; }

        """;
}
