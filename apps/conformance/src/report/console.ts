import { styleText } from 'node:util'
import { apiOf } from '../apis.ts'
import type { CaseResult, RunResult } from '../result.ts'
import { describeVerdict } from '../result.ts'
import type { OperationId } from '../spec.ts'
import { OPERATIONS } from '../spec.ts'
import type { Outcome } from '../status.ts'
import { countOutcomes, OUTCOMES } from '../status.ts'

type Style = Parameters<typeof styleText>[0]

const STYLES: Record<Outcome, Style> = {
  passed: 'green',
  known: 'yellow',
  failed: 'red',
  error: 'magenta',
  skipped: 'gray',
  disabled: 'gray',
}

const LABELS: Record<Outcome, string> = {
  passed: 'passed',
  known: 'known differences',
  failed: 'failed',
  error: 'errors',
  skipped: 'skipped',
  disabled: 'not selected',
}

/** A line that tells how far the run is, on a terminal only. */
export const createProgress = (stream: NodeJS.WriteStream) => {
  const clear = () => {
    if (stream.isTTY) stream.write('\r\u001b[K')
  }
  return {
    clear,
    show: (result: CaseResult, done: number) => {
      if (stream.isTTY) stream.write(`\r\u001b[K${done} cases, ${result.definition.id}`.slice(0, stream.columns + 4))
    },
    say: (text: string) => {
      clear()
      stream.write(`${text}\n`)
    },
  }
}

const SHOWN_LINES = 12
// A server that fails everything fails it for one reason; the rest is in the reports.
const TOLD_CASES = 20

const exchangeLines = (result: CaseResult): string[] => {
  const exchange = result.exchanges.findLast(({ preparation }) => !preparation)
  if (!exchange) return []
  const body = (view: typeof exchange.body): string[] => {
    if (!view) return []
    return view.text === undefined
      ? [`(${view.bytes} bytes)`]
      : view.text
          .split('\n')
          .slice(0, SHOWN_LINES)
          .map((line) => line.slice(0, 200))
  }
  return [
    `> ${exchange.method} ${exchange.path}`,
    ...exchange.requestHeaders.map(([name, value]) => `> ${name}: ${value}`),
    ...body(exchange.requestBody).map((line) => `> ${line}`),
    exchange.status === undefined ? `< ${exchange.note ?? 'no answer'}` : `< ${exchange.status} ${exchange.reason}`,
    ...exchange.headers.map(([name, value]) => `< ${name}: ${value}`),
    ...body(exchange.body).map((line) => `< ${line}`),
  ]
}

const WIDEST = Math.max(...Object.keys(OPERATIONS).map(({ length }) => length))

const apiOfCase = (operation: OperationId | 'wire'): string =>
  operation === 'wire' ? 'All of them' : apiOf(OPERATIONS[operation])

/** The result in words: a line per operation, and the whole story of what went wrong. */
export const renderConsole = (result: RunResult, options: { colour: boolean; reportDir: string }): string => {
  const paint = (style: Style, text: string) =>
    options.colour ? styleText(style, text, { validateStream: false }) : text
  const counted = (cases: readonly CaseResult[]): string => {
    const counts = countOutcomes(cases.map(({ outcome }) => outcome))
    return OUTCOMES.filter((outcome) => counts[outcome] > 0)
      .map((outcome) => paint(STYLES[outcome], `${counts[outcome]} ${LABELS[outcome]}`))
      .join(', ')
  }
  const lines: string[] = []
  const { capabilities } = result
  lines.push(`${result.url}, ${capabilities.version}, profile ${capabilities.profile}`, '')
  const asked = result.cases.filter(({ outcome }) => outcome !== 'disabled')
  for (const [api, ofApi] of Map.groupBy(asked, ({ definition }) => apiOfCase(definition.operation))) {
    lines.push(api)
    for (const [operation, cases] of Map.groupBy(ofApi, ({ definition }) => definition.operation))
      lines.push(`  ${operation.padEnd(WIDEST)} ${counted(cases)}`)
  }

  const bad = asked.filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
  for (const [index, one] of bad.entries()) {
    const { definition, failure } = one
    if (index >= TOLD_CASES) {
      lines.push(`${paint(STYLES[one.outcome], one.outcome)} ${definition.id}: ${failure?.message ?? ''}`)
      continue
    }
    lines.push('', paint(STYLES[one.outcome], `${one.outcome} ${definition.id}`), `  ${definition.title}`)
    if (failure) lines.push(`  ${failure.message}`)
    if (failure?.expected !== undefined) lines.push(`  expected ${failure.expected}`)
    if (failure?.actual !== undefined) lines.push(`  actual   ${failure.actual}`)
    lines.push(...exchangeLines(one).map((line) => paint('gray', `    ${line}`)))
    if (one.outcome === 'error' && failure?.stack) lines.push(paint('gray', failure.stack))
  }

  const differences = asked.flatMap((one) => one.differences.map((difference) => ({ one, difference })))
  if (differences.length > 0) {
    lines.push('', 'Known differences')
    for (const [id, found] of Map.groupBy(differences, ({ difference }) => difference.id))
      lines.push(`  ${paint('yellow', id)} ${found.map(({ one }) => one.definition.id).join(', ')}`)
  }

  const reasons = asked.filter(({ outcome }) => outcome === 'skipped')
  if (reasons.length > 0) {
    lines.push('', 'Skipped')
    for (const [reason, cases] of Map.groupBy(reasons, (one) => one.reason ?? ''))
      lines.push(`  ${cases.length}: ${reason}`)
  }

  const gaps = result.matrix.flatMap(({ operation, cells }) =>
    cells.filter(({ state }) => state === 'missing').map(({ status }) => `${operation} ${status}`),
  )
  if (gaps.length > 0) lines.push('', `No case yet: ${gaps.join(', ')}`)
  for (const fault of result.faults) lines.push('', paint('magenta', `error: ${fault}`))

  const style = { conforms: 'green', fails: 'red', undecided: 'magenta' } as const
  lines.push('', `${counted(result.cases)} in ${(result.milliseconds / 1000).toFixed(1)} s`)
  lines.push(paint(['bold', style[result.verdict]], describeVerdict(result)), `Reports: ${options.reportDir}`)
  return `${lines.join('\n')}\n`
}
