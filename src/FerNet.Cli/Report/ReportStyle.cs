using FerNet.Html;

namespace FerNet.Cli.Report;

/// <summary>The style of the page, and the colors of its light and dark theme. The style of tables and charts is in FerNet.Html.</summary>
internal static class ReportStyle
{
    public const string Css = $$"""
        :root { {{ElementStyle.LightColors}} }
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
        .confusion { overflow-x: auto; }
        .confusion svg { min-width: 640px; }
        .faces { display: grid; grid-template-columns: repeat(auto-fill, minmax(108px, 1fr)); gap: 14px 10px; font-size: 14px;
          line-height: 1.3; }
        .faces img { width: 96px; height: 96px; display: block; border-radius: 6px; margin-bottom: 4px; }
        .faces b { display: block; color: var(--orange); }
        .faces small { display: block; color: var(--soft); font-size: 11px; overflow-wrap: anywhere; }
        .sheet { width: 100%; border-radius: 8px; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 8px 18px; margin: 0; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        {{ElementStyle.Css}}
        @media (max-width: 600px) {
          .meter { display: none; }
          .meter + span { min-width: 0; }
          th, td { padding: 7px 5px; }
          thead th { font-size: 13px; }
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: 10px; }
          svg text { font-size: 20px; }
          .confusion .tick, .confusion .name { font-size: 13px; }
        }
        @media print { body { font-size: 12px; } h2 { break-after: avoid; } figure, table { break-inside: avoid; } }

        """;
}
