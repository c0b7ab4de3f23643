import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Capabilities, discover } from './capabilities.ts'
import { callerToken, readLogin } from './clouds.ts'
import { type Config, parseConfig, UsageError } from './config.ts'
import { findIdentity, type IdentityAccess } from './identity.ts'
import { startImageSource } from './image-source.ts'
import { createProgress, renderConsole } from './report/console.ts'
import { writeReports } from './report/index.ts'
import { createLedger, sweep } from './resources.ts'
import { createResult } from './result.ts'
import { startRun } from './runner.ts'
import { EXIT_CODES } from './status.ts'
import { createTarget } from './target.ts'
import { createRedactor } from './transcript.ts'
import { type Account, ANYBODY, accountOf } from './uforge.ts'

interface Callers {
  readonly token: string | undefined
  readonly otherToken: string | undefined
}

const logIn = async ({ token, osCloud, otherToken, otherOsCloud }: Config): Promise<Callers> => ({
  token: await callerToken(osCloud, token),
  otherToken: await callerToken(otherOsCloud, otherToken),
})

// npm hands on a signal that the terminal has sent already, so one Ctrl-C arrives several times.
const SAME_KEYSTROKE = 1000

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const inner = error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : ''
  return [error.message || inner || error.name, error.cause && messageOf(error.cause)].filter(Boolean).join(': ')
}

interface Findings {
  readonly capabilities: Capabilities
  readonly identity: IdentityAccess | undefined
  readonly account: Account
  readonly otherAccount: Account | undefined
}

const loginOf = async (cloud: string | undefined) => (cloud === undefined ? undefined : readLogin(cloud))

const look = async (config: Config, callers: Callers, runId: string): Promise<Findings> => {
  const target = createTarget({ url: config.url, token: callers.token, timeout: config.requestTimeout })
  try {
    const login = await loginOf(config.osCloud)
    const identity = await findIdentity(target, login)
    const account = config.account ?? accountOf(login?.auth)
    const otherAccount = accountOf((await loginOf(config.otherOsCloud))?.auth)
    const capabilities = await discover(target, {
      profile: config.profile,
      runId,
      otherToken: callers.otherToken,
      identity,
      account,
      otherAccount,
    })
    return { capabilities, identity, account: account ?? ANYBODY, otherAccount }
  } finally {
    target.close()
  }
}

const run = async (config: Config, callers: Callers): Promise<number> => {
  const runId = randomBytes(4).toString('hex')
  const { capabilities, ...who } = await look(config, callers, runId)
  const source = await startImageSource(config.source)
  const work = await mkdtemp(join(tmpdir(), 'vitrine-conformance-'))
  const ledgerFile = join(work, 'ledger')
  await writeFile(ledgerFile, '')
  const progress = createProgress(process.stderr)
  const started = Date.now()
  let interruptedAt: number | undefined
  let running: ReturnType<typeof startRun> | undefined
  const settings = {
    url: config.url,
    runId,
    ...callers,
    osCloud: config.osCloud,
    otherOsCloud: config.otherOsCloud,
    ...who,
    distribution: config.distribution,
    only: config.only,
    timeout: config.requestTimeout,
    ledger: ledgerFile,
    capabilities,
    sourceUrl: source.origin,
  }
  const interrupt = () => {
    if (interruptedAt !== undefined) {
      if (performance.now() - interruptedAt > SAME_KEYSTROKE) process.exit(EXIT_CODES.undecided)
      return
    }
    interruptedAt = performance.now()
    progress.say('Interrupted: tidying up. Once more ends at once.')
    void running?.stop()
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  running = startRun(settings, { onCase: progress.show })
  const { cases, faults } = await running.finished
  source.close()
  // A long run outlives its first token.
  const { token } = await logIn(config).catch(() => callers)
  const left = await sweep(createLedger(ledgerFile), { ...settings, token })
  await rm(work, { recursive: true, force: true })
  progress.clear()
  const interrupted = interruptedAt !== undefined
  const unselected = cases.every(({ outcome }) => outcome === 'disabled')
  const result = createResult({
    url: config.url,
    startedAt: new Date(started).toISOString(),
    milliseconds: Date.now() - started,
    capabilities,
    interrupted,
    cases,
    faults: [
      ...faults,
      ...(unselected && !interrupted ? [`no case is called ${config.only.join(' or ')}`] : []),
      ...left.map((thing) => `${thing} could not be removed`),
    ],
  })
  await writeReports(result, config.reportDir)
  process.stdout.write(renderConsole(result, { colour: process.stdout.isTTY === true, reportDir: config.reportDir }))
  return EXIT_CODES[result.verdict]
}

const main = async (): Promise<number> => {
  const base = process.env.INIT_CWD ?? process.cwd()
  let config: Config | undefined
  let callers: Callers | undefined
  try {
    config = parseConfig(process.argv.slice(2), base)
    callers = await logIn(config)
    return await run(config, callers)
  } catch (error) {
    if (error instanceof UsageError) {
      ;(error.exitCode === 0 ? process.stdout : process.stderr).write(`${error.message}\n`)
      return error.exitCode
    }
    const redactor = createRedactor([config?.token, callers?.token, callers?.otherToken])
    process.stderr.write(`No verdict: ${redactor.text(messageOf(error))}\n`)
    return EXIT_CODES.undecided
  }
}

// Not only `exitCode`, which the test runner sets as well.
process.exit(await main())
