import { inject, test } from 'vitest'
import type { Capabilities, Need } from './capabilities.ts'
import { unmetNeed } from './capabilities.ts'
import { callerToken } from './clouds.ts'
import type { Profile } from './config.ts'
import type { Auth, IdentityAccess } from './identity.ts'
import { IDENTITY_MOUNT } from './identity.ts'
import type { ImageSource } from './image-source.ts'
import { imageSourceAt } from './image-source.ts'
import { knownDeviation } from './known-differences.ts'
import type { Clients } from './recorded-client.ts'
import { createRecordedClients } from './recorded-client.ts'
import type { Resources } from './resources.ts'
import { chosenId, createdThing, createLedger, createResources, removeImage, removeThing } from './resources.ts'
import { matchesPattern } from './selection.ts'
import type { OperationId } from './spec.ts'
import { deviations, isPathOf, isRequestFor, OPERATIONS } from './spec.ts'
import type { Outcome } from './status.ts'
import { blame, ServerFailure } from './status.ts'
import type { Answer, Exchange, Target } from './target.ts'
import { createTarget, viewExchange } from './target.ts'
import type { ExchangeView } from './transcript.ts'
import { createRedactor } from './transcript.ts'
import type { Account, UForge } from './uforge.ts'
import { ANYBODY, API, createUForge } from './uforge.ts'
import type { UForgeResources } from './uforge-resources.ts'
import { createUForgeResources } from './uforge-resources.ts'
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
  /** Where those who log in get newer tokens. */
  readonly osCloud: string | undefined
  readonly otherOsCloud: string | undefined
  readonly identity: IdentityAccess | undefined
  /** Who calls UForge; nobody in particular where callers are not told apart, or not known. */
  readonly account: Account
  readonly otherAccount: Account | undefined
  /** What to make appliances of, in place of images of the run. */
  readonly distribution: string | undefined
  readonly only: readonly string[]
  readonly timeout: number
  readonly ledger: string
  readonly capabilities: Capabilities
  /** Where this run serves images. */
  readonly sourceUrl: string
}

declare module 'vitest' {
  interface TaskMeta {
    conformance?: CaseRecord
  }
  interface ProvidedContext {
    conformance: RunSettings
  }
}

/** The clients are for what should work: an application's way in. */
export interface CaseContext extends Clients {
  readonly target: Target
  /** The caller of another project; only there for cases that need `otherCaller`. */
  readonly other: Target
  /** Where callers log in; only there for cases that need `identity`. */
  readonly identity: Target
  /** What the caller logs in with; only there for cases that need `login`. */
  readonly auth: Auth
  /** Of the caller, and of the other one; only there for cases that need `identity` and `otherCaller`. */
  readonly token: string
  readonly otherToken: string
  /** The caller of UForge; only there for cases that need `uforge`. */
  readonly uforge: UForge
  /** The second caller of UForge; only there for cases that need `otherAccount`. */
  readonly otherAccount: Account
  readonly resources: Resources & UForgeResources
  readonly verify: Verify
  readonly capabilities: Capabilities
  /** Images on the Web, as far as the server is let there: see `withReachableSource`. */
  readonly source: ImageSource
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
      const known = knownDeviation(OPERATIONS[operation].tag, exchange.answer?.status ?? 0, key)
      verify.that(false, message, { expected: 'what the spec says', actual: message, ...(known && { known }) })
    }
  if (own.length === 0 && verify.differences.length === 0)
    throw new Error(`the case claims ${operation} ${statuses.join('/')} and never saw it`)
}

/** What another caller made is invisible to the first, and 404 to it; its maker removes it. */
const survives = async (other: Target | undefined, thing: string): Promise<boolean> =>
  other !== undefined && !thing.startsWith(API) && !(await removeImage(other, thing).catch(() => false))

/** Where tokens that a case asks for come along. */
const TOKEN_HEADER = 'x-subject-token'

/** An identity service that is not part of the server is judged as a foreign one, whatever the server is. */
const profileFor = ({ needs = [] }: CaseDefinition, { capabilities, identity }: RunSettings): Profile => {
  const isAboutIdentity = needs.includes('identity') || needs.includes('login')
  return isAboutIdentity && !identity?.isBuiltIn ? 'openstack' : capabilities.profile
}

/** Runs a case and tidies up after it. */
const perform = async (
  definition: CaseDefinition,
  run: (context: CaseContext) => Promise<void>,
  settings: RunSettings,
  record: CaseRecord,
) => {
  const exchanges: Exchange[] = []
  const things = new Set<string>()
  const ledger = createLedger(settings.ledger)
  let preparation = false
  const keepInMind = (thing: string | undefined) => {
    if (thing === undefined || things.has(thing)) return
    things.add(thing)
    ledger.made(thing)
  }
  const onAnswer = (exchange: Exchange, answer: Answer) => keepInMind(createdThing(exchange, answer))
  const at = (place: { url: string; mount?: string }, token: string | undefined, isPreparation: () => boolean) =>
    createTarget({
      ...place,
      token,
      timeout: settings.timeout,
      onExchange: (exchange) => {
        exchange.preparation = isPreparation()
        exchanges.push(exchange)
        keepInMind(chosenId(exchange))
      },
      onAnswer,
    })
  const { url, osCloud, otherOsCloud, account, distribution, capabilities } = settings
  const token = await callerToken(osCloud, settings.token)
  const otherToken = await callerToken(otherOsCloud, settings.otherToken)
  const target = at({ url }, token, () => preparation)
  const setup = at({ url }, token, () => true)
  const other = at({ url }, otherToken, () => preparation)
  const identity = at({ url: settings.identity?.url ?? url, mount: IDENTITY_MOUNT }, token, () => preparation)
  const clients = createRecordedClients({
    url,
    token,
    account,
    onExchange: (exchange) => exchanges.push(exchange),
    onAnswer,
  })
  const verify = createVerify(profileFor(definition, settings))
  const images = createResources(setup, `${settings.runId}-${definition.id.replaceAll('.', '-')}`)
  const uforge = createUForge(target, account)
  const { readOnly } = capabilities
  const machines = createUForgeResources({ uforge: createUForge(setup, account), images, distribution, readOnly, skip })
  const resources = { ...images, ...machines }
  const started = performance.now()
  try {
    // What a case does not need may be missing: it is not used then.
    const login = { identity, auth: settings.identity?.auth as Auth, token: token ?? '', otherToken: otherToken ?? '' }
    const accounts = { uforge, otherAccount: settings.otherAccount ?? ANYBODY }
    const source = imageSourceAt(settings.sourceUrl)
    await withinTime(
      run({ target, ...clients, other, ...login, ...accounts, resources, verify, capabilities, source, skip }),
    )
    checkAgainstSpec(definition, exchanges, verify)
    record.outcome = verify.differences.length > 0 ? 'known' : 'passed'
  } catch (error) {
    if (error instanceof CaseSkipped) Object.assign(record, { outcome: 'skipped', reason: error.message })
    else Object.assign(record, { outcome: blame(error), failure: describeFailure(error) })
  } finally {
    preparation = true
    // What was made of an image goes before it.
    for (const thing of [...things].reverse())
      if (
        (await removeThing(setup, thing, account).catch(() => false)) &&
        !(await survives(otherToken ? other : undefined, thing))
      )
        ledger.removed(thing)
    for (const used of [target, setup, other, identity]) used.close()
    const redactor = createRedactor([token, otherToken, ...exchanges.map(({ answer }) => answer?.header(TOKEN_HEADER))])
    record.exchanges = exchanges.map((exchange) => viewExchange(exchange, redactor))
    record.differences = verify.differences
    record.milliseconds = Math.round(performance.now() - started)
  }
}

/** A server may serve UForge alone. */
const needsOf = ({ needs = [] }: CaseDefinition): readonly Need[] =>
  needs.some((need) => need.startsWith('uforge')) ? needs : ['imageApi', ...needs]

/** One thing that a server must do, told apart from others by its id. */
export const conformanceCase = (definition: CaseDefinition, run: (context: CaseContext) => Promise<void>): void => {
  const settings = inject('conformance')
  const record: CaseRecord = { definition, differences: [], exchanges: [], milliseconds: 0 }
  const selected = settings.only.length === 0 || settings.only.some((pattern) => matchesPattern(definition, pattern))
  const unmet = unmetNeed(needsOf(definition), settings.capabilities)
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
