import type { Capabilities } from './capabilities.ts'
import type { CaseRecord } from './conformance-case.ts'
import type { MatrixRow } from './matrix.ts'
import { createMatrix } from './matrix.ts'
import { OPERATIONS } from './spec.ts'
import type { Outcome, Verdict } from './status.ts'
import { judge } from './status.ts'

export interface CaseResult extends CaseRecord {
  readonly outcome: Outcome
}

/** All that the reports are made of. */
export interface RunResult {
  readonly url: string
  readonly startedAt: string
  readonly milliseconds: number
  readonly capabilities: Capabilities
  readonly verdict: Verdict
  readonly interrupted: boolean
  readonly cases: readonly CaseResult[]
  readonly matrix: readonly MatrixRow[]
  /** Faults of the run that belong to no case. */
  readonly faults: readonly string[]
}

const ORDER = Object.keys(OPERATIONS)

/** As the spec has the operations, and what belongs to none of them last. */
const inOrder = (cases: readonly CaseResult[]): CaseResult[] => {
  const place = ({ definition }: CaseResult) =>
    definition.operation === 'wire' ? ORDER.length : ORDER.indexOf(definition.operation)
  return cases.toSorted((a, b) => place(a) - place(b))
}

export const createResult = (
  run: Pick<RunResult, 'url' | 'startedAt' | 'milliseconds' | 'capabilities' | 'interrupted' | 'faults'> & {
    cases: readonly CaseResult[]
  },
): RunResult => {
  const outcomes: Outcome[] = [...run.cases.map(({ outcome }) => outcome), ...run.faults.map(() => 'error' as const)]
  const cases = inOrder(run.cases)
  return { ...run, cases, verdict: judge(outcomes, run.interrupted), matrix: createMatrix(cases) }
}

/** What the run did not settle reads the same everywhere. */
export const describeVerdict = ({ verdict, interrupted, cases }: RunResult): string => {
  if (verdict === 'conforms')
    return cases.some(({ outcome }) => outcome === 'known')
      ? 'The server conforms, with known differences.'
      : 'The server conforms.'
  if (verdict === 'fails') return 'The server does not conform.'
  return interrupted ? 'No verdict: the run was interrupted.' : 'No verdict: the run could not be completed.'
}
