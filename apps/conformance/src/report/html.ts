import { KNOWN_DIFFERENCES } from '../known-differences.ts'
import type { CellState, MatrixRow } from '../matrix.ts'
import type { CaseResult, RunResult } from '../result.ts'
import { describeVerdict } from '../result.ts'
import { OPERATIONS } from '../spec.ts'
import { countOutcomes, OUTCOMES } from '../status.ts'
import type { BodyView, ExchangeView, HeaderList } from '../transcript.ts'
import { SCRIPT } from './html-script.ts'
import { STYLE } from './html-style.ts'
import { html, Markup } from './markup.ts'

const STATES: Record<CellState, { sign: string; label: string }> = {
  passed: { sign: '✓', label: 'passed' },
  known: { sign: '≈', label: 'known difference' },
  failed: { sign: '✗', label: 'failed' },
  error: { sign: '!', label: 'error of the run' },
  skipped: { sign: '–', label: 'skipped' },
  disabled: { sign: '·', label: 'not selected' },
  missing: { sign: '?', label: 'no case yet' },
}

const caseAnchor = (id: string): string => `case-${id}`

const statusesOf = ({ definition }: CaseResult): number[] => [definition.status].flat()

const renderVerdict = (result: RunResult): Markup => {
  const { capabilities } = result
  const counts = countOutcomes(result.cases.map(({ outcome }) => outcome))
  const sign = { conforms: '✓', fails: '✗', undecided: '?' }[result.verdict]
  return html`<div class="verdict ${result.verdict}"><span class="sign" aria-hidden="true">${sign}</span><div>
<strong>${describeVerdict(result)}</strong>
<span class="facts">${result.url} · ${capabilities.version} · profile ${capabilities.profile} ·
${capabilities.authentication ? 'tokens are checked' : 'no authentication'}${capabilities.servesUForge && ' · serves UForge'} ·
${new Date(result.startedAt).toUTCString()} · ${(result.milliseconds / 1000).toFixed(1)} s</span>
<ul class="counts">${OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
    (outcome) => html`<li class="state ${outcome}"><b>${counts[outcome]}</b> ${STATES[outcome].label}</li>`,
  )}</ul></div></div>
${
  result.faults.length > 0 &&
  html`<div class="faults" role="alert">The run itself had faults:<ul>${result.faults.map((fault) => html`<li>${fault}</li>`)}</ul></div>`
}`
}

const renderCell = (row: MatrixRow, status: number): Markup => {
  const cell = row.cells.find((candidate) => candidate.status === status)
  if (!cell) return html`<td></td>`
  const { sign, label } = STATES[cell.state]
  const count = cell.cases.length
  const noteworthy = ['known', 'failed', 'error'].includes(cell.state) && cell.inState < count
  const share = noteworthy ? `${cell.inState}/${count}` : String(count)
  const title = [
    `${row.operation} ${status}: ${label}${count > 1 ? `, ${cell.inState} of ${count} cases` : ''}`,
    cell.reason,
    cell.meaning,
    cell.extension && 'An extension of the published API.',
  ]
    .filter(Boolean)
    .join('\n')
  const kind = html`cell state ${cell.state}${cell.extension && ' extension'}`
  const inner = html`<span aria-hidden="true">${sign}</span>${count > 1 && html`<small aria-hidden="true">${share}</small>`}`
  return count > 0
    ? html`<td><a class="${kind}" href="#${row.operation}/${status}" title="${title}" aria-label="${title}">${inner}</a></td>`
    : html`<td><span class="${kind}" role="img" title="${title}" aria-label="${title}">${inner}</span></td>`
}

const renderMatrix = ({ matrix, cases }: RunResult): Markup => {
  const wire = cases.filter(({ definition }) => definition.operation === 'wire')
  const columns = [...new Set(matrix.flatMap(({ cells }) => cells.map(({ status }) => status)))].sort((a, b) => a - b)
  const bodies = [...Map.groupBy(matrix, ({ tag }) => tag)].map(
    ([tag, rows]) => html`<tbody><tr><th scope="rowgroup" colspan="${columns.length + 1}">${tag}</th></tr>
${rows.map(
  (
    row,
  ) => html`<tr><th scope="row"><a href="#${row.operation}">${row.operation}</a><span class="mono">${row.method} ${row.path}</span></th>
${columns.map((status) => renderCell(row, status))}</tr>`,
)}</tbody>`,
  )
  const states = new Set(matrix.flatMap(({ cells }) => cells.map(({ state }) => state)))
  const legend = (Object.keys(STATES) as CellState[]).filter((state) => states.has(state))
  return html`<div class="scroll" role="region" aria-label="Operations and documented answers" tabindex="0"><table class="matrix">
<thead><tr><th scope="col"></th>${columns.map((status) => html`<th scope="col">${status}</th>`)}</tr></thead>${bodies}</table></div>
<ul class="legend">${legend.map(
    (state) =>
      html`<li><span class="cell state ${state}" aria-hidden="true">${STATES[state].sign}</span>${STATES[state].label}</li>`,
  )}<li>2/9: so in two of nine cases</li><li>underlined: an extension</li><li>empty: not a documented answer</li></ul>
${wire.length > 0 && html`<p class="lead"><a href="#wire">${wire.length} cases</a> are about what belongs to no operation: routing, versions, the form of errors.</p>`}`
}

const linkTo = (result: CaseResult): Markup =>
  html`<li><a class="mono" href="#${caseAnchor(result.definition.id)}">${result.definition.id}</a></li>`

const renderFailures = ({ cases }: RunResult): Markup | undefined => {
  const bad = cases.filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
  if (bad.length === 0) return undefined
  return html`<h2>What failed</h2>
<dl class="notes">${bad.map(
    (result) =>
      html`<div><dt class="mono"><a href="#${caseAnchor(result.definition.id)}">${result.definition.id}</a></dt><dd>${result.definition.title}<p>${
        result.failure?.expected === undefined
          ? result.failure?.message
          : `${result.failure.message}; expected ${result.failure.expected}, got ${result.failure.actual}`
      }</p></dd></div>`,
  )}</dl>`
}

const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a.localeCompare(b, 'en', { numeric: true })

const renderDifferences = ({ cases }: RunResult): Markup | undefined => {
  const found = cases.flatMap((result) => result.differences.map(({ id }) => ({ id, result })))
  if (found.length === 0) return undefined
  return html`<h2>Known differences</h2>
<p class="lead">Not the right answer, but one that servers in the field are known to give. A server is not failed for these.</p>
<dl class="notes">${[...Map.groupBy(found, ({ id }) => id)]
    .sort(byId)
    .map(
      ([id, entries]) =>
        html`<div><dt>${id}</dt><dd>${KNOWN_DIFFERENCES[id]}<ul>${entries.map(({ result }) => linkTo(result))}</ul></dd></div>`,
    )}</dl>`
}

const renderSkipped = ({ cases, matrix }: RunResult): Markup | undefined => {
  const skipped = cases.filter(({ outcome }) => outcome === 'skipped')
  const cells = matrix.flatMap(({ operation, cells }) =>
    cells
      .filter(({ state, cases }) => state === 'skipped' && cases.length === 0)
      .map(({ status, reason = '' }) => ({ text: `${operation} ${status}`, reason })),
  )
  if (skipped.length + cells.length === 0) return undefined
  return html`<h2>Not asked, and why</h2>
<p class="lead">Answers that could not be asked for here, and documented ones that nobody can provoke from outside.</p>
<dl class="notes">${[...Map.groupBy(skipped, ({ reason }) => reason ?? '')].map(
    ([reason, results]) =>
      html`<div><dt>${results.length} ${results.length === 1 ? 'case' : 'cases'}</dt><dd>${reason}<ul>${results.map(linkTo)}</ul></dd></div>`,
  )}${[...Map.groupBy(cells, ({ reason }) => reason)].map(
    ([reason, entries]) =>
      html`<div><dt class="mono">${entries.map(({ text }, index) => html`${index > 0 && ', '}${text}`)}</dt><dd>${reason}</dd></div>`,
  )}</dl>`
}

const renderHeaders = (headers: HeaderList): Markup[] =>
  headers.map(([name, value]) => html`<span class="name">${name}:</span> ${value}\n`)

const renderBody = (body: BodyView | undefined): Markup | undefined => {
  if (!body) return undefined
  if (body.text === undefined) return html`\n<span class="cut">${body.bytes} bytes, not text</span>`
  return html`\n${body.text}${body.cut && html`\n<span class="cut">… cut; ${body.bytes} bytes in all</span>`}`
}

const renderExchange = (exchange: ExchangeView, open: boolean): Markup => {
  const { status, reason } = exchange
  const outcome = status === undefined ? 'no answer' : `${status} ${reason}`
  return html`<li><details class="${exchange.preparation && 'preparation'}"${open && new Markup(' open')}><summary class="mono">${exchange.method} ${exchange.path} → ${outcome}${exchange.preparation && ' (preparation)'} <small>${exchange.milliseconds} ms</small></summary>
${exchange.note !== undefined && html`<p>${exchange.note}</p>`}<div class="wire">
<pre tabindex="0"><span class="first">${exchange.method} ${exchange.path}</span>\n${renderHeaders(exchange.requestHeaders)}${renderBody(exchange.requestBody)}</pre>
<pre tabindex="0"><span class="first">${outcome}</span>\n${renderHeaders(exchange.headers)}${renderBody(exchange.body)}</pre></div></details></li>`
}

const renderFinding = (result: CaseResult): Markup[] => {
  const { failure, outcome, reason, differences } = result
  return [
    ...(failure
      ? [
          html`<div class="finding ${outcome}"><strong>${failure.message}</strong>${
            failure.expected !== undefined &&
            html`<dl><dt>expected</dt><dd class="mono">${failure.expected}</dd><dt>actual</dt><dd class="mono">${failure.actual}</dd></dl>`
          }${failure.stack !== undefined && html`<pre>${failure.stack}</pre>`}</div>`,
        ]
      : []),
    ...(reason !== undefined ? [html`<div class="finding ${outcome}">${reason}</div>`] : []),
    ...differences.map(
      ({ id, seen }) =>
        html`<div class="finding known"><strong>${id}</strong> ${KNOWN_DIFFERENCES[id]}<br><span class="mono">${seen}</span></div>`,
    ),
  ]
}

const renderCase = (result: CaseResult): Markup => {
  const { definition, outcome, exchanges } = result
  const statuses = statusesOf(result).join(' ')
  const bad = outcome === 'failed' || outcome === 'error'
  // A case ends at the answer that fails it; what follows tidies up.
  const decisive = exchanges.findLast(({ preparation }) => !preparation)
  const text = `${definition.id} ${definition.title} ${definition.operation} ${statuses} ${result.differences.map(({ id }) => id).join(' ')}`
  return html`<details class="case state ${outcome}" id="${caseAnchor(definition.id)}" data-outcome="${outcome}" data-operation="${definition.operation}" data-statuses="${statuses}" data-text="${text.toLowerCase()}"${bad && new Markup(' open')}>
<summary><span class="mark" role="img" aria-label="${STATES[outcome].label}">${STATES[outcome].sign}</span><span>${definition.title}<span class="id mono">${definition.id}</span></span><span class="statuses mono">${statuses}</span></summary>
<div class="case-body">${renderFinding(result)}${
    exchanges.length > 0
      ? html`<ol class="exchanges">${exchanges.map((exchange) => renderExchange(exchange, bad && exchange === decisive))}</ol>`
      : html`<p>Nothing was sent.</p>`
  }</div></details>`
}

const renderCases = ({ cases }: RunResult): Markup[] =>
  [...Map.groupBy(cases, ({ definition }) => definition.operation)].map(([operation, results]) => {
    const known = operation === 'wire' ? undefined : OPERATIONS[operation]
    return html`<section class="operation"><h3 id="${operation}">${known ? operation : 'Wire rules'} <span class="mono">${known ? `${known.method} ${known.path}` : 'routing, errors, versions'}</span></h3>
${results.map(renderCase)}</section>`
  })

const renderBar = ({ cases }: RunResult): Markup => {
  const counts = countOutcomes(cases.map(({ outcome }) => outcome))
  return html`<div class="bar"><label for="search" hidden>Find cases</label><input id="search" type="search" placeholder="Find cases by id, title, status or difference ( / )" aria-label="Find cases">
${OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
  (outcome) =>
    html`<button type="button" class="state ${outcome}" data-outcome="${outcome}" aria-pressed="false">${counts[outcome]} ${STATES[outcome].label}</button>`,
)}<button type="button" id="clear">Show all</button><output></output></div>`
}

/** One page without anything outside of it. */
export const renderHtml = (result: RunResult): string =>
  html`<!doctype html>
<html lang="en" class="no-script"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${describeVerdict(result)} ${result.url}</title><style>${new Markup(STYLE)}</style></head><body>
<a class="skip-link" href="#cases">To the cases</a>
<header class="top"><h1>Conformance with the published APIs</h1>${renderVerdict(result)}</header>
<main>${renderFailures(result)}<h2>Documented answers</h2>
<p class="lead">Every operation, and every answer the API reference documents for it. Follow a cell to its cases.</p>
${renderMatrix(result)}${renderDifferences(result)}${renderSkipped(result)}
<h2 id="cases">Cases</h2>${renderBar(result)}${renderCases(result)}
<footer>Tokens are removed from transcripts, long bodies cut.</footer></main>
<script>${new Markup(SCRIPT)}</script></body></html>
`.text
