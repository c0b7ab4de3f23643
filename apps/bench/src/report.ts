import { median, medianRatio } from './medians.ts'

export interface Figure {
  readonly value: number
  readonly unit: string
  readonly samples: readonly number[]
}

/** One line of the report. */
export interface Row {
  readonly measure: string
  readonly ours?: Figure
  readonly peer?: Figure & { readonly name: string }
  /** Ours by the peer's: the median of the pairs, not the ratio of the medians. */
  readonly ratio?: number
  readonly target?: Target
  /** Why there is no figure, or what to know about it. */
  readonly note?: string
}

/** `×` is about the ratio, any other unit about our figure. */
export type Target = { readonly unit: string } & ({ readonly atLeast: number } | { readonly atMost: number })

/** Whether the target is met; undefined when there is none, or nothing to hold against it. */
export function isMet({ ours, ratio, target }: Row): boolean | undefined {
  const value = target?.unit === '×' ? ratio : ours?.value
  if (target === undefined || value === undefined) return undefined
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost
}

/** The rows as a table, then what there is to say about them. */
export function formatReport(rows: readonly Row[]): string {
  const notes = [...new Set(rows.flatMap(({ note }) => note ?? []))]
  const cells = rows.map((row) => [
    row.measure,
    row.ours === undefined ? '–' : figureText(row.ours),
    row.peer === undefined ? '–' : `${row.peer.name} ${figureText(row.peer)}`,
    row.ratio === undefined ? '–' : `${numberText(row.ratio)} ×`,
    targetText(row),
    metText(isMet(row)),
    row.note === undefined ? '' : `[${notes.indexOf(row.note) + 1}]`,
  ])
  const lines = columns([['measure', 'ours', 'peer', 'ratio', 'target', 'met', ''], ...cells])
  return [...lines, ...notes.map((note, index) => `[${index + 1}] ${note}`)].join('\n')
}

function targetText({ target }: Row): string {
  if (target === undefined) return '–'
  return 'atLeast' in target ? `≥ ${target.atLeast} ${target.unit}` : `≤ ${target.atMost} ${target.unit}`
}

function metText(met: boolean | undefined): string {
  return met === undefined ? '–' : met ? 'yes' : 'NO'
}

function figureText({ value, unit }: Figure): string {
  return `${numberText(value)} ${unit}`
}

/** Three digits tell more than the noise does. */
function numberText(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3)
}

function columns(table: readonly (readonly string[])[]): string[] {
  const widths = table[0]?.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0))) ?? []
  return table.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Two parties measured in turns: their medians, and the median of the ratios pair by pair. */
export function comparison(
  row: Pick<Row, 'measure' | 'target' | 'note'>,
  ours: readonly number[],
  peer: { readonly name: string; readonly samples: readonly number[] },
  unit: string,
): Row {
  return {
    ...row,
    ours: { value: median(ours), unit, samples: ours },
    peer: { name: peer.name, value: median(peer.samples), unit, samples: peer.samples },
    ratio: medianRatio(ours, peer.samples),
  }
}

/** What only we were measured at. */
export function alone(row: Pick<Row, 'measure' | 'target' | 'note'>, samples: readonly number[], unit: string): Row {
  return { ...row, ours: { value: median(samples), unit, samples } }
}

/** What a round brought, for somebody who waits. */
export function roundText(round: number, values: Readonly<Record<string, number>>, unit: string): string {
  const figures = Object.entries(values).map(([party, value]) => `${party} ${numberText(value)}`)
  return `${round === 0 ? 'warm-up' : `run ${round}`}: ${figures.join(', ')} ${unit}`
}
