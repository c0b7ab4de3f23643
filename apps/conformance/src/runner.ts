import { join } from 'node:path'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import { startVitest } from 'vitest/node'
import type { RunSettings } from './conformance-case.ts'
import { findCaseFaults } from './matrix.ts'
import type { CaseResult } from './result.ts'

export interface Run {
  readonly cases: readonly CaseResult[]
  readonly faults: readonly string[]
}

export interface RunnerEvents {
  readonly onCase?: (result: CaseResult, done: number) => void
}

const ROOT = join(import.meta.dirname, '..')
const CONDITIONS = ['@vitrine/source', 'node', 'import', 'default']

const readCase = (test: TestCase): CaseResult | undefined => {
  const record = test.meta().conformance
  if (!record) return undefined
  if (record.outcome !== undefined) return { ...record, outcome: record.outcome }
  const result = test.result()
  if (result.state === 'failed') {
    const [error] = result.errors
    return {
      ...record,
      outcome: 'error',
      failure: { message: error?.message ?? 'unknown', ...(error?.stack !== undefined && { stack: error.stack }) },
    }
  }
  return { ...record, outcome: 'skipped', reason: 'the run ended before its turn' }
}

const readModules = (modules: readonly TestModule[]): Run => {
  const ordered = modules.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId))
  const cases = ordered.flatMap((module) => [...module.children.allTests()].flatMap((test) => readCase(test) ?? []))
  const broken = ordered.flatMap((module) =>
    module.errors().map((error) => `${module.relativeModuleId}: ${error.message}`),
  )
  return { cases, faults: [...broken, ...findCaseFaults(cases)] }
}

/** The test runner ends the process at the first signal; here it is for us to say when everything is tidied up. */
const withdrawSignalHandlers = (own: ReadonlyMap<NodeJS.Signals, readonly NodeJS.SignalsListener[]>) => {
  for (const [signal, listeners] of own)
    for (const listener of process.listeners(signal) as NodeJS.SignalsListener[])
      if (!listeners.includes(listener)) process.off(signal, listener)
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Starts the cases; `stop` ends the run early, after what is under way was tidied up. Handle signals before. */
export const startRun = (settings: RunSettings, events: RunnerEvents = {}, include = 'src/cases/*.case.ts') => {
  let vitest: Vitest | undefined
  let run: Run = { cases: [], faults: ['the cases were not run'] }
  let done = 0
  const own = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal) as NodeJS.SignalsListener[]]))
  const reporter: Reporter = {
    onInit: (started) => {
      vitest = started
      withdrawSignalHandlers(own)
    },
    onTestCaseResult: (test) => {
      const result = readCase(test)
      if (!result || result.outcome === 'disabled') return
      done += 1
      events.onCase?.(result, done)
    },
    onTestRunEnd: (modules, errors) => {
      const read = readModules(modules)
      run = { cases: read.cases, faults: [...read.faults, ...errors.map(({ message }) => message)] }
    },
  }
  const finished = startVitest(
    [],
    {
      root: ROOT,
      config: false,
      watch: false,
      include: [include],
      reporters: [reporter],
      // Threads, not processes: a Ctrl-C goes to every process of the terminal and must not end the tidying up.
      pool: 'threads',
      maxWorkers: 4,
      isolate: false,
      // Cases have a limit of their own, behind which they still tidy up.
      testTimeout: 0,
      provide: { conformance: settings },
    },
    { resolve: { conditions: CONDITIONS }, ssr: { resolve: { conditions: CONDITIONS } }, logLevel: 'silent' },
  ).then(() => run)
  return { finished, stop: () => vitest?.cancelCurrentRun('keyboard-input') }
}
