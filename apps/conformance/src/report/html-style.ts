/** Looks: one page for screens of any width, in light and dark, that does not tell states apart by colour alone. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #1d2125; --soft: #5d656d; --line: #dfddd6; --accent: #2c5c88;
  --passed: #1d7a46; --passed-bg: #e3f3e9; --known: #8a5a00; --known-bg: #fdf0d3;
  --failed: #b3261e; --failed-bg: #fbe2df; --error: #7b2c8f; --error-bg: #f4e3f8;
  --skipped: #5d656d; --skipped-bg: #ecebe6; --missing: #8d949a; --missing-bg: transparent;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181b; --card: #1d2125; --ink: #e7e6e2; --soft: #a0a8af; --line: #343a40; --accent: #8fbfe8;
    --passed: #7fd3a0; --passed-bg: #17351f; --known: #f0c569; --known-bg: #3b2e10;
    --failed: #ff9a90; --failed-bg: #45191a; --error: #dba3ea; --error-bg: #371c3f;
    --skipped: #a0a8af; --skipped-bg: #292e33; --missing: #747c83;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main, header.top { max-width: 86rem; margin: 0 auto; padding: 0 1.5rem; }
header.top { padding-top: 2.25rem; }
h1 { font-size: 1rem; font-weight: 600; color: var(--soft); margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem; }
p.lead { margin: 0 0 1rem; color: var(--soft); max-width: 60rem; }
a { color: var(--accent); }
code, pre, .mono { font: 13px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip-link { position: absolute; left: -99rem; }
.skip-link:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 9; }

.verdict { display: flex; gap: 1.25rem; align-items: center; padding: 1.25rem 1.5rem; border-radius: 12px;
  border: 1px solid var(--line); background: var(--card); }
.verdict .sign { flex: none; width: 3rem; height: 3rem; border-radius: 50%; display: grid; place-items: center;
  font-size: 1.5rem; font-weight: 700; }
.verdict strong { font-size: 1.5rem; line-height: 1.2; display: block; }
.verdict .facts { color: var(--soft); overflow-wrap: anywhere; }
.conforms .sign { background: var(--passed-bg); color: var(--passed); }
.fails .sign { background: var(--failed-bg); color: var(--failed); }
.undecided .sign { background: var(--error-bg); color: var(--error); }

.counts { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: .6rem 0 0; font-size: 13px; }
.counts li { color: var(--c); background: var(--b); border-radius: 99px; padding: .1rem .7rem; }
.legend + .lead { margin-top: .75rem; }

.faults { border-left: 4px solid var(--error); background: var(--error-bg); padding: .75rem 1rem; margin: 1rem 0;
  border-radius: 4px; }
.faults ul { margin: .25rem 0 0; padding-left: 1.2rem; }

.state { --c: var(--skipped); --b: var(--skipped-bg); }
.passed { --c: var(--passed); --b: var(--passed-bg); }
.known { --c: var(--known); --b: var(--known-bg); }
.failed { --c: var(--failed); --b: var(--failed-bg); }
.error { --c: var(--error); --b: var(--error-bg); }
.skipped, .disabled { --c: var(--skipped); --b: var(--skipped-bg); }
.missing { --c: var(--missing); --b: var(--missing-bg); }

.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
table { border-collapse: collapse; width: 100%; }
.matrix th, .matrix td { padding: .25rem .2rem; text-align: center; }
.matrix thead th { font-weight: 600; color: var(--soft); position: sticky; top: 0; background: var(--card);
  border-bottom: 1px solid var(--line); }
.matrix th[scope=row] { text-align: left; padding-left: 1rem; font-weight: 400; white-space: nowrap; position: sticky;
  left: 0; background: var(--card); z-index: 1; }
.matrix th[scope=row] .mono { color: var(--soft); display: block; font-size: 12px; }
.matrix th[scope=rowgroup] { text-align: left; padding: 1rem 1rem .15rem; color: var(--soft); font-size: .8rem;
  letter-spacing: .06em; text-transform: uppercase; }
.matrix tbody tr:hover > * { background: color-mix(in srgb, var(--accent) 7%, var(--card)); }
.cell { display: inline-flex; gap: .2rem; align-items: center; justify-content: center; min-width: 2.9rem; height: 1.9rem;
  padding: 0 .3rem; border-radius: 7px; background: var(--b); color: var(--c); text-decoration: none; font-weight: 600;
  font-size: 13px; border: 1px solid transparent; }
.cell small { font-weight: 400; font-size: 11px; }
a.cell:hover { border-color: var(--c); }
.cell.missing { border: 1px dashed var(--missing); }
.cell.extension { border-bottom: 2px solid var(--c); }
.legend { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; margin: .75rem 0 0; padding: 0; list-style: none;
  color: var(--soft); font-size: 13px; }
.legend .cell { min-width: 1.9rem; height: 1.5rem; margin-right: .4rem; }

.notes { border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.notes > div { display: grid; grid-template-columns: minmax(9rem, 18rem) minmax(0, 1fr); gap: .25rem 1rem; padding: .6rem 1rem; }
.notes > div + div { border-top: 1px solid var(--line); }
.notes dt { font-weight: 600; overflow-wrap: anywhere; } .notes dd { margin: 0; overflow-wrap: anywhere; }
.notes dd p { margin: 0; color: var(--soft); display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
.notes ul { margin: .2rem 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .1rem .9rem; }

.bar { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center;
  padding: .75rem 0; background: var(--paper); border-bottom: 1px solid var(--line); margin-bottom: .5rem; }
.bar input { flex: 1 1 16rem; font: inherit; padding: .45rem .75rem; border-radius: 8px; border: 1px solid var(--line);
  background: var(--card); color: inherit; }
.bar button { font: inherit; font-size: 13px; padding: .4rem .8rem; border-radius: 99px; border: 1px solid var(--line);
  background: var(--card); color: inherit; cursor: pointer; }
.bar button[aria-pressed=true] { background: var(--b, var(--line)); color: var(--c, inherit); border-color: currentColor; }
.bar output { color: var(--soft); font-size: 13px; }
.no-script .bar { display: none; }

section.operation > h3 { font-size: 1rem; margin: 1.75rem 0 .4rem; display: flex; gap: .75rem; align-items: baseline;
  scroll-margin-top: 5rem; }
section.operation > h3 .mono { color: var(--soft); font-weight: 400; }
details.case { border: 1px solid var(--line); background: var(--card); border-radius: 8px; margin: .3rem 0;
  scroll-margin-top: 5rem; }
details.case > summary { display: grid; grid-template-columns: 1.7rem minmax(0, 1fr) auto; gap: .6rem; align-items: baseline;
  padding: .4rem .75rem; cursor: pointer; list-style: none; }
details.case > summary::-webkit-details-marker { display: none; }
details.case > summary .mark { color: var(--c); background: var(--b); border-radius: 6px; text-align: center;
  font-weight: 700; font-size: 13px; }
details.case > summary .id { display: block; color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
details.case > summary .statuses { color: var(--soft); white-space: nowrap; }
details.case[open] > summary { border-bottom: 1px solid var(--line); }
.case-body { padding: .75rem 1rem 1rem; }
.finding { border-left: 4px solid var(--c); background: var(--b); padding: .6rem .9rem; border-radius: 4px;
  margin-bottom: .75rem; overflow-wrap: anywhere; }
.finding dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 .75rem; margin: .3rem 0 0; }
.finding dt { color: var(--soft); } .finding dd { margin: 0; }
ol.exchanges { margin: 0; padding: 0; list-style: none; counter-reset: exchange; }
ol.exchanges > li { counter-increment: exchange; margin: .3rem 0; }
ol.exchanges details > summary { cursor: pointer; overflow-wrap: anywhere; }
ol.exchanges details > summary::before { content: counter(exchange) ". "; color: var(--soft); }
ol.exchanges details > summary::marker { content: ""; }
ol.exchanges .preparation > summary { color: var(--soft); }
ol.exchanges .wire { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .75rem; margin: .4rem 0 .8rem; }
ol.exchanges pre { margin: 0; padding: .6rem .8rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 24rem; overflow: auto; }
pre .name { color: var(--soft); } pre .first { font-weight: 700; } pre .cut { color: var(--known); }
footer { color: var(--soft); padding: 2rem 0 3rem; font-size: 13px; }
[hidden] { display: none !important; }
@media (max-width: 55rem) {
  ol.exchanges .wire, .notes > div { grid-template-columns: minmax(0, 1fr); }
  main, header.top { padding-left: 1rem; padding-right: 1rem; }
}
@media print { .bar { display: none; } .scroll { overflow: visible; } }
`
