import type { CaseRecord } from './conformance-case.ts'
import type { OperationId } from './spec.ts'
import { COMMON_STATUSES, OPERATIONS } from './spec.ts'
import type { Outcome } from './status.ts'
import { UNPROVOKABLE } from './unprovokable.ts'

/** `missing` is a documented answer that no case asks for, which is a gap in the cases and not in the server. */
export type CellState = Outcome | 'missing'

export interface Cell {
  readonly status: number
  readonly meaning: string
  readonly extension: boolean
  readonly state: CellState
  readonly reason?: string
  readonly cases: readonly string[]
  /** How many of the cases are in this state. */
  readonly inState: number
}

export interface MatrixRow {
  readonly operation: OperationId
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly cells: readonly Cell[]
}

const WORST_FIRST: readonly Outcome[] = ['failed', 'error', 'known', 'passed', 'skipped', 'disabled']

const stateOf = (cases: readonly CaseRecord[]): { state: CellState; reason?: string } => {
  const state = WORST_FIRST.find((outcome) => cases.some((record) => record.outcome === outcome))
  if (state === undefined) return { state: 'missing' }
  const reason = cases.find((record) => record.outcome === state)?.reason
  return { state, ...(state === 'skipped' && reason !== undefined && { reason }) }
}

// Only the refusal of a method is asked of every operation; 500 and 503 stand with the operations that explain them.
const EVERYWHERE = 405

const covers = (record: CaseRecord, operation: OperationId, status: number): boolean =>
  record.definition.operation === operation && [record.definition.status].flat().includes(status)

const createCell = (operation: OperationId, status: number, records: readonly CaseRecord[]): Cell => {
  const { statuses, extensions } = OPERATIONS[operation]
  const cases = records.filter((record) => covers(record, operation, status))
  const excuse = UNPROVOKABLE[operation]?.[status]
  const judged =
    cases.length === 0 && excuse !== undefined ? { state: 'skipped' as const, reason: excuse } : stateOf(cases)
  return {
    status,
    meaning: statuses[status] ?? COMMON_STATUSES[status] ?? '',
    extension: extensions.includes(status),
    ...judged,
    cases: cases.map((record) => record.definition.id),
    inState: cases.filter(({ outcome }) => outcome === judged.state).length,
  }
}

/** Every documented answer of every operation, and how it stands. */
export const createMatrix = (records: readonly CaseRecord[]): MatrixRow[] =>
  (Object.keys(OPERATIONS) as OperationId[]).map((operation) => {
    const { method, path, tag, summary, statuses } = OPERATIONS[operation]
    const all = [...new Set([...Object.keys(statuses).map(Number), EVERYWHERE])].sort((a, b) => a - b)
    return { operation, method, path, tag, summary, cells: all.map((status) => createCell(operation, status, records)) }
  })

/** What is wrong with the cases themselves: they blame nobody else for it. */
export const findCaseFaults = (records: readonly CaseRecord[]): string[] => {
  const seen = new Set<string>()
  return records.flatMap(({ definition: { id, operation, status } }) => {
    const faults: string[] = []
    if (seen.has(id)) faults.push(`two cases are called ${id}`)
    seen.add(id)
    if (operation === 'wire') return faults
    const known = OPERATIONS[operation]
    if (!known) return [...faults, `case ${id} is about ${operation}, which the spec does not have`]
    for (const one of [status].flat())
      if (!(one in known.statuses) && !(one in COMMON_STATUSES))
        faults.push(`case ${id} is about ${operation} ${one}, which the spec does not have`)
    return faults
  })
}
