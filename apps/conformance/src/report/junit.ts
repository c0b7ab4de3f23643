import { XMLBuilder } from 'fast-xml-parser'
import type { CaseResult, RunResult } from '../result.ts'

// XML 1.0 has no way to write these, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are meant
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

const clean = (text: string): string => text.replace(UNWRITABLE, '\ufffd')

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)

const problem = ({ failure }: CaseResult) => ({
  '@message': clean(failure?.message ?? ''),
  '#text': clean(
    [
      failure?.expected !== undefined ? `expected: ${failure.expected}` : '',
      failure?.actual !== undefined ? `actual: ${failure.actual}` : '',
      failure?.stack ?? '',
    ]
      .filter(Boolean)
      .join('\n'),
  ),
})

const verdictOf = (result: CaseResult) => {
  if (result.outcome === 'failed') return { failure: problem(result) }
  if (result.outcome === 'error') return { error: problem(result) }
  if (result.outcome === 'skipped') return { skipped: { '@message': clean(result.reason ?? '') } }
  if (result.outcome === 'disabled') return { skipped: { '@message': 'not selected' } }
  return result.differences.length > 0
    ? { 'system-out': clean(result.differences.map(({ id, seen }) => `known difference ${id}: ${seen}`).join('\n')) }
    : {}
}

const renderCase = (result: CaseResult) => ({
  '@name': clean(`${result.definition.id}: ${result.definition.title}`),
  '@classname': result.definition.operation,
  '@time': seconds(result.milliseconds),
  ...verdictOf(result),
})

const countsOf = (cases: readonly CaseResult[]) => ({
  '@tests': String(cases.length),
  '@failures': String(cases.filter(({ outcome }) => outcome === 'failed').length),
  '@errors': String(cases.filter(({ outcome }) => outcome === 'error').length),
  '@skipped': String(cases.filter(({ outcome }) => outcome === 'skipped' || outcome === 'disabled').length),
})

/** The form that build servers read: a suite per operation; known differences pass and say so. */
export const renderJunit = (result: RunResult): string => {
  const suites = Map.groupBy(result.cases, ({ definition }) => definition.operation)
  const total = countsOf(result.cases)
  const run = { '@name': 'run', ...countsOf([]), '@errors': String(result.faults.length) }
  const faults = result.faults.map((fault) => ({ '@name': clean(fault), error: { '@message': clean(fault) } }))
  const document = {
    testsuites: {
      '@name': `conformance of ${clean(result.url)}`,
      ...total,
      '@errors': String(Number(total['@errors']) + faults.length),
      '@time': seconds(result.milliseconds),
      testsuite: [
        ...[...suites].map(([operation, cases]) => ({
          '@name': operation,
          '@timestamp': result.startedAt,
          ...countsOf(cases),
          testcase: cases.map(renderCase),
        })),
        ...(faults.length > 0 ? [{ ...run, '@tests': String(faults.length), testcase: faults }] : []),
      ],
    },
  }
  const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(document)}`
}
