/// How the HTML page looks: light and dark as the reader's system is, and on paper.
enum HTMLStyle {
    static let text: StaticString = """

        :root {
          color-scheme: light dark;
          --ground: #f6f7f9; --card: #ffffff; --ink: #1b2330; --faint: #5b6675; --line: #e0e4ea;
          --first: #2563a8; --second: #c2640c; --track: #e9edf2; --warn: #fff4dc; --warn-ink: #7a4a00;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #11151b; --card: #1a2029; --ink: #e7ebf0; --faint: #9aa6b5; --line: #2c3541;
            --first: #6aa9ec; --second: #f0a04b; --track: #28313d; --warn: #3a2d12; --warn-ink: #ffd88a;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 48px; }
        header p { color: var(--faint); margin: 4px 0 24px; }
        h1 { font-size: 28px; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 18px; margin: 0 0 4px; }
        .figures { display: grid; gap: 12px; margin: 0 0 16px;
          grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); }
        .figures div, section { background: var(--card); border: 1px solid var(--line);
          border-radius: 10px; }
        .figures div { padding: 14px 18px; display: flex; flex-direction: column; }
        .figures .wide { grid-column: span 2; }
        dt { color: var(--faint); font-size: 13px; }
        dd { margin: 0; font-size: 26px; font-weight: 650; line-height: 1.25;
          font-variant-numeric: tabular-nums; }
        dd.note { font-size: 13px; font-weight: 400; color: var(--faint); margin-top: auto; }
        .warnings { background: var(--warn); color: var(--warn-ink); border-radius: 10px;
          margin: 0 0 16px; padding: 12px 18px 12px 36px; }
        section { padding: 20px 22px; margin: 0 0 16px; }
        .pair { display: grid; gap: 0 16px; align-items: start; grid-template-columns: repeat(auto-fit, minmax(min(400px, 100%), 1fr)); }
        section > p { margin: 0 0 12px; color: var(--faint); font-size: 14px; max-width: 96ch; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: 6px 10px 6px 0; text-align: left; vertical-align: baseline; }
        thead th { font-size: 13px; font-weight: 600; color: var(--faint);
          border-bottom: 1px solid var(--line); white-space: nowrap; }
        tbody th { font-weight: 500; min-width: 9em; }
        tbody tr + tr > * { border-top: 1px solid var(--line); }
        .number { text-align: right; white-space: nowrap; }
        tr > :last-child { padding-right: 0; }
        thead td { border-bottom: 1px solid var(--line); }
        td.bar { width: 26%; min-width: 90px; padding-right: 0; vertical-align: middle; }
        .name { color: var(--faint); font-size: 13px; }
        .character { font-size: 20px; line-height: 1; float: left; }
        .character + .name { display: block; margin-left: 38px; }
        svg { display: block; width: 100%; }
        svg[role] { margin-bottom: 8px; }
        .track { fill: var(--track); } .first { fill: var(--first); } .second { fill: var(--second); }
        .axis { stroke: var(--line); } svg text { fill: var(--ink); font-size: 12px; }
        svg text.faint { fill: var(--faint); }
        .key { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 8px; }
        .key.one { background: var(--first); } .key.two { background: var(--second); }
        footer { color: var(--faint); font-size: 13px; }
        @media (max-width: 640px) {
          body { font-size: 13px; } main { padding: 20px 12px; } section { padding: 16px 14px; }
          .figures .wide { grid-column: span 2; } .pair { display: block; }
          dd { font-size: 22px; } th, td { padding-right: 8px; } tbody th { min-width: 0; }
          .spare, td.bar, thead td, th > .name { display: none; }
          .character + .name { display: block; }
        }
        @media print {
          :root { --ground: #fff; --card: #fff; --ink: #000; --faint: #444; --line: #bbb;
            --first: #2563a8; --second: #c2640c; --track: #eee; --warn: #fff; --warn-ink: #000; }
          body, section > p { font-size: 11px; } main { max-width: none; padding: 0; }
          dt, dd.note, thead th, .name, footer { font-size: 10px; } dd { font-size: 18px; }
          .character { font-size: 13px; } h2 { font-size: 14px; }
          .figures { grid-template-columns: 2fr 1fr 1fr 1fr; } .figures .wide { grid-column: auto; }
          section, .figures div { break-inside: avoid; border-color: #bbb; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """
}
