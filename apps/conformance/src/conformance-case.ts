import type { ImageClient } from '@vitrine/client'
import { inject, test } from 'vitest'
import type { Capabilities, Need } from './capabilities.ts'
import { unmetNeed } from './capabilities.ts'
import { knownDeviation } from './known-differences.ts'
import { createRecordedClient } from './recorded-client.ts'
import type { Resources } from './resources.ts'
import { createLedger, createResources, removeImage } from './resources.ts'
import { matchesPattern } from './selection.ts'
import type { OperationId } from './spec.ts'
import { deviations, isPathOf, isRequestFor } from './spec.ts'
import type { Outcome } from './status.ts'
import { blame, ServerFailure } from './status.ts'
import type { Answer, Exchange, Target } from './target.ts'
import { createTarget, viewExchange } from './target.ts'
import type { ExchangeView } from './transcript.ts'
import { createRedactor } from './transcript.ts'
import type { Difference, Verify } from './verify.ts'
import { createVerify } from './verify.ts'

export interface CaseDefinition {
  /** Dotted, unique, and kept when the title changes: other people's lists refer to it. */
  readonly id: string
  readonly title: string
  /** `wire` for what belongs to no operation, such as routing. */
  readonly operation: OperationId | 'wire'
  /** The documented answer that the case provokes. */
  readonly status: number | readonly number[]
  readonly needs?: readonly Need[]
}

export interface CaseFailure {
  readonly message: string
  readonly expected?: string
  readonly actual?: string
  readonly stack?: string
}

/** What a case leaves for the reports. */
export interface CaseRecord {
  readonly definition: CaseDefinition
  outcome?: Outcome
  reason?: string
  failure?: CaseFailure
  differences: readonly Difference[]
  exchanges: readonly ExchangeView[]
  milliseconds: number
}

/** What the runner tells every case. */
export interface RunSettings {
  readonly url: string
  readonly runId: string
  readonly token: string | undefined
  readonly otherToken: string | undefined
  readonly only: readonly string[]
  readonly timeout: number
  readonly ledger: string
  readonly capabilities: Capabilities
}

declare module 'vitest' {
  interface TaskMeta {
    conformance?: CaseRecord
  }
  interface ProvidedContext {
    conformance: RunSettings
  }
}

export interface CaseContext {
  readonly target: Target
  /** For what should work: an application's way in. */
  readonly client: ImageClient
  /** The caller of another project; only there for cases that need `otherCaller`. */
  readonly other: Target
  readonly resources: Resources
  readonly verify: Verify
  readonly capabilities: Capabilities
  /** Ends the case: this server, or this caller, cannot be asked. */
  readonly skip: (reason: string) => never
}

class CaseSkipped extends Error {}

const skip = (reason: string): never => {
  throw new CaseSkipped(reason)
}

const LONGEST_CASE = 120_000

const withinTime = async (work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the case took longer than ${LONGEST_CASE / 1000} s`)), LONGEST_CASE)
  })
  try {
    await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}

const describeFailure = (error: unknown): CaseFailure => {
  if (error instanceof ServerFailure)
    return {
      message: error.message,
      ...(error.expected !== undefined && { expected: error.expected }),
      ...(error.actual !== undefined && { actual: error.actual }),
    }
  if (!(error instanceof Error)) return { message: String(error) }
  // Not our own bug, so where in our code it surfaced says nothing.
  if (blame(error) === 'failed') return { message: `no good answer: ${error.message}` }
  return { message: error.message || error.name, ...(error.stack !== undefined && { stack: error.stack }) }
}

/** Holds every answer of the case's own operation and status against the spec, and the case to its promise. */
const checkAgainstSpec = (definition: CaseDefinition, exchanges: readonly Exchange[], verify: Verify) => {
  const { operation } = definition
  if (operation === 'wire') return
  const statuses = [definition.status].flat()
  const own = exchanges.filter(
    (exchange) =>
      !exchange.preparation &&
      statuses.includes(exchange.answer?.status ?? 0) &&
      (exchange.answer?.status === 405 ? isPathOf(operation, exchange.path) : isRequestFor(operation, exchange)),
  )
  for (const exchange of own)
    for (const { key, message } of deviations(operation, exchange)) {
      const known = knownDeviation(exchange.answer?.status ?? 0, key)
      verify.that(false, message, { expected: 'what the spec says', actual: message, ...(known && { known }) })
    }
  if (own.length === 0 && verify.differences.length === 0)
    throw new Error(`the case claims ${operation} ${statuses.join('/')} and never saw it`)
}

/** What another caller made is invisible to the first, and 404 to it; its maker removes it. */
const survives = async (other: Target | undefined, id: string): Promise<boolean> =>
  other !== undefined && !(await removeImage(other, id).catch(() => false))

/** Runs a case and tidies up after it. */
const perform = async (
  definition: CaseDefinition,
  run: (context: CaseContext) => Promise<void>,
  settings: RunSettings,
  record: CaseRecord,
) => {
  const exchanges: Exchange[] = []
  const images = new Set<string>()
  const ledger = createLedger(settings.ledger)
  let preparation = false
  const onAnswer = ({ method, path }: Exchange, answer: Answer) => {
    if (method !== 'POST' || !/^\/v2(\.\d+)?\/images$/.test(path) || answer.status !== 201) return
    const { id } = JSON.parse(answer.text)
    images.add(id)
    ledger.made(id)
  }
  const targetFor = (token: string | undefined, isPreparation: () => boolean) =>
    createTarget({
      url: settings.url,
      token,
      timeout: settings.timeout,
      onExchange: (exchange) => {
        exchange.preparation = isPreparation()
        exchanges.push(exchange)
      },
      onAnswer,
    })
  const target = targetFor(settings.token, () => preparation)
  const setup = targetFor(settings.token, () => true)
  const other = targetFor(settings.otherToken, () => preparation)
  const client = createRecordedClient({
    url: settings.url,
    token: settings.token,
    onExchange: (exchange) => exchanges.push(exchange),
    onAnswer,
  })
  const verify = createVerify(settings.capabilities.profile)
  const resources = createResources(setup, `${settings.runId}-${definition.id.replaceAll('.', '-')}`)
  const started = performance.now()
  try {
    await withinTime(run({ target, client, other, resources, verify, capabilities: settings.capabilities, skip }))
    checkAgainstSpec(definition, exchanges, verify)
    record.outcome = verify.differences.length > 0 ? 'known' : 'passed'
  } catch (error) {
    if (error instanceof CaseSkipped) Object.assign(record, { outcome: 'skipped', reason: error.message })
    else Object.assign(record, { outcome: blame(error), failure: describeFailure(error) })
  } finally {
    preparation = true
    for (const id of images)
      if (
        (await removeImage(setup, id).catch(() => false)) &&
        !(await survives(settings.otherToken ? other : undefined, id))
      )
        ledger.removed(id)
    for (const used of [target, setup, other]) used.close()
    const redactor = createRedactor([settings.token, settings.otherToken])
    record.exchanges = exchanges.map((exchange) => viewExchange(exchange, redactor))
    record.differences = verify.differences
    record.milliseconds = Math.round(performance.now() - started)
  }
}

/** One thing that a server must do, told apart from others by its id. */
export const conformanceCase = (definition: CaseDefinition, run: (context: CaseContext) => Promise<void>): void => {
  const settings = inject('conformance')
  const record: CaseRecord = { definition, differences: [], exchanges: [], milliseconds: 0 }
  const selected = settings.only.length === 0 || settings.only.some((pattern) => matchesPattern(definition, pattern))
  const unmet = unmetNeed(definition.needs ?? [], settings.capabilities)
  if (!selected) record.outcome = 'disabled'
  else if (unmet !== undefined) Object.assign(record, { outcome: 'skipped', reason: unmet })
  const register = record.outcome === undefined ? test : test.skip
  register(definition.id, { meta: { conformance: record } }, async ({ task }) => {
    // Assigned anew at the end: only then does it travel to the reporter.
    await perform(definition, run, settings, record)
    task.meta.conformance = record
    if (record.failure) throw new Error(record.failure.message)
  })
}
