"""The style sheet of the report: one column, light and dark, no request to anywhere."""

from typing import Final

STYLE: Final = """
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --ink: #23211e; --soft: #6d6860; --line: #e2ddd3; --card: #ffffff;
  --kept: #2f7d5b; --twin: #4a6fa5; --out: #b5533c; --before: #b9b3a7; --bar: #d9cfbd;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191817; --ink: #e9e5dd; --soft: #a29b90; --line: #383530; --card: #22201e;
    --kept: #5fb48d; --twin: #86a9dc; --out: #e08a72; --before: #5c574f; --bar: #4d463a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif;
}
h1 { font: 600 1.9rem/1.2 Georgia, "Times New Roman", serif; margin: 0 0 .35rem; }
h2 { font: 600 1.25rem/1.3 Georgia, "Times New Roman", serif; margin: 2.75rem 0 .75rem; }
p { margin: .4rem 0; }
code { font: .86em ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0 1rem; padding: 0; }
.figures li {
  flex: 1 1 8rem; list-style: none; background: var(--card); border: 1px solid var(--line);
  border-top: 3px solid var(--before); border-radius: 6px; padding: .7rem .9rem;
}
.figures b {
  display: block; font: 600 1.7rem/1.2 Georgia, serif; font-variant-numeric: tabular-nums;
}
.figures .kept { border-top-color: var(--kept); }
.figures .twin { border-top-color: var(--twin); }
.figures .out { border-top-color: var(--out); }
.alarms { margin: 1rem 0; padding: .7rem 1rem .7rem 2rem; border-radius: 6px;
  border: 2px solid var(--out); background: var(--card); font-weight: 600;
}
.share {
  display: flex; height: .75rem; border-radius: 6px; overflow: hidden; background: var(--line);
}
.share i { display: block; }
.share .kept { background: var(--kept); } .share .twin { background: var(--twin); }
.share .out { background: var(--out); } .share .before { background: var(--before); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th {
  text-align: left; font-weight: 600; color: var(--soft); border-bottom: 2px solid var(--line);
  padding: .3rem .9rem .3rem 0; white-space: nowrap;
}
td { border-bottom: 1px solid var(--line); padding: .45rem .9rem .45rem 0; vertical-align: top; }
td:last-child, th:last-child { padding-right: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar { width: 35%; min-width: 7rem; }
.bar i {
  display: block; height: .7rem; margin-top: .4rem; border-radius: 3px; background: var(--bar);
}
.quote { display: block; border-left: 3px solid var(--bar); padding-left: .6rem; margin: .15rem 0;
  overflow-wrap: anywhere; }
details { margin-top: 2.5rem; } summary { cursor: pointer; color: var(--soft); }
@media print { body { max-width: none; padding: 0; } .wide { overflow: visible; } }
""".strip()
