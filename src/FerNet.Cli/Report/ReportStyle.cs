namespace FerNet.Cli.Report;

/// <summary>
/// The report's look. The lines' colors are Okabe and Ito's, which the color-blind can tell apart; patterns tell them apart in print.
/// </summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { --paper: #ffffff; --panel: #f4f6f8; --ink: #1c2126; --soft: #5b6670; --rule: #d9dfe4;
                --blue: #0072b2; --orange: #c24e00; --heat: #08519c; --strong: #ffffff; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181c; --panel: #1e242a; --ink: #e8ecef; --soft: #a3aeb8; --rule: #37414a;
                  --blue: #56b4e9; --orange: #f08a3c; --heat: #9ecae1; --strong: #10161b; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 940px; margin: 0 auto; padding: 32px 20px 64px; }
        h1 { font-size: 30px; line-height: 1.2; margin: 0 0 4px; }
        h1 em { color: var(--blue); font-style: normal; }
        h2 { font-size: 21px; margin: 44px 0 8px; }
        p { margin: 0 0 14px; color: var(--soft); max-width: 70ch; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 12px; margin-top: 20px; }
        .tiles div { background: var(--panel); border-radius: 8px; padding: 14px 16px; }
        .tiles span, .tiles small { display: block; color: var(--soft); font-size: 14px; }
        .tiles b { display: block; font-size: 28px; line-height: 1.3; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: 7px 10px; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap; }
        th { font-weight: 600; }
        th:first-child { text-align: left; }
        thead th { color: var(--soft); font-weight: 500; font-size: 14px; }
        tr.sum th, tr.sum td { border-bottom: 0; font-weight: 700; }
        .meter { display: inline-block; width: 72px; height: 8px; margin-right: 10px; border-radius: 4px; background: var(--rule);
          overflow: hidden; vertical-align: middle; }
        .meter + span { display: inline-block; min-width: 3.2em; }
        .meter i { display: block; height: 100%; background: var(--blue); }
        .confusion { table-layout: fixed; min-width: 640px; }
        .confusion th:first-child { width: 140px; }
        .confusion td { text-align: center; line-height: 1.25; background: color-mix(in srgb, var(--heat) var(--share), var(--paper)); }
        .confusion thead th { text-align: center; }
        .confusion thead th:first-child { text-align: left; }
        .confusion td small { display: block; font-size: 12px; opacity: .8; }
        .confusion td.strong { color: var(--strong); font-weight: 600; }
        figure { margin: 0; background: var(--panel); border-radius: 8px; padding: 10px; }
        figure svg { display: block; width: 100%; height: auto; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 12px; }
        svg text { fill: var(--soft); font-size: 13px; }
        .pair text { font-size: 16px; }
        .grid { stroke: var(--rule); stroke-width: 1; }
        .bar { fill: var(--blue); opacity: .55; }
        .dot { fill: var(--orange); }
        .line { fill: none; stroke: var(--ink); stroke-width: 2.5; stroke-linejoin: round; }
        .honest { stroke-width: 1.5; stroke-dasharray: 6 5; }
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
        .faces { display: grid; grid-template-columns: repeat(auto-fill, minmax(108px, 1fr)); gap: 14px 10px; font-size: 14px;
          line-height: 1.3; }
        .faces img { width: 96px; height: 96px; display: block; border-radius: 6px; margin-bottom: 4px; }
        .faces b { display: block; color: var(--orange); }
        .faces small { display: block; color: var(--soft); font-size: 11px; overflow-wrap: anywhere; }
        .sheet { width: 100%; border-radius: 8px; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 8px 18px; margin: 0; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        @media (max-width: 600px) {
          .meter { display: none; }
          .meter + span { min-width: 0; }
          th, td { padding: 7px 5px; }
          thead th { font-size: 13px; }
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: 10px; }
          svg text { font-size: 20px; }
        }
        @media print { body { font-size: 12px; } h2 { break-after: avoid; } figure, table { break-inside: avoid; } }

        """;
}
