import type { RunResult } from '../result.ts'
import { describeVerdict } from '../result.ts'
import { countOutcomes } from '../status.ts'

export const renderJson = (result: RunResult): string => {
  const { cases, matrix, ...rest } = result
  const counts = countOutcomes(cases.map(({ outcome }) => outcome))
  return `${JSON.stringify({ ...rest, summary: describeVerdict(result), counts, matrix, cases }, null, 2)}\n`
}
