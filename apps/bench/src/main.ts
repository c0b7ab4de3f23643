import { writeFile } from 'node:fs/promises'
import { availableParallelism, release, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { type Bench, MIB, sizeText, withSourceFiles } from './bench.ts'
import { findLoadClient } from './load.ts'
import { generation } from './measures/generation.ts'
import { measures } from './measures/index.ts'
import { pages } from './measures/pages.ts'
import { findProgram } from './processes.ts'
import { formatReport, isMet, type Row } from './report.ts'
import { DEFAULT_PEER, findGlance } from './subjects/glance.ts'
import { withTemporaryDir } from './temporary-dir.ts'
import { findTransferClient } from './transfer.ts'

const COULD_NOT_RUN = 2
const SMALL_CATALOGUE = 1000
/** They take long, and each says something else than how we compare. */
const ON_REQUEST = [generation.name, pages.name]
const CONNECTIONS = 16

interface Options {
  readonly peer?: string
  readonly peerImages?: number
  readonly peerFill: number
  readonly only: readonly string[]
  readonly runs: number
  readonly size: number
  readonly images: number
  readonly hugeImages: number
  readonly seconds: number
  readonly dir: string
  readonly json?: string
}

function readOptions(): Options {
  const names = measures.map(({ name }) => name)
  const usual = names.filter((name) => !ON_REQUEST.includes(name))
  const command = new Command('bench')
    .description(
      'Measures the server against a Glance and an nginx, as far as they are found. A missed target is no failure.',
    )
    .option(
      '--peer <url>',
      `Glance to compare with, open to everybody (without this: one at ${DEFAULT_PEER}, if it is there)`,
    )
    .option('--peer-images <n>', 'images that it holds (without this: they are counted)', wholeNumber)
    .option(
      '--peer-fill <seconds>',
      'how long its catalogue may be filled for; what was added is removed',
      wholeNumber,
      60,
    )
    .option(
      '--only <names>',
      `some of ${names.join(',')} (without this: all but ${ON_REQUEST.join(', ')})`,
      namesOf(names),
      usual,
    )
    .option('--runs <n>', 'counted rounds of each measure', positive, 5)
    .option('--size <mib>', 'data that travels; the 16 parallel uploads have half of it each', positive, 1024)
    .option('--images <n>', 'size of the large catalogue', positive, 20_000)
    .option('--huge-images <n>', 'size of the catalogue whose pages are timed: 1000000 take 5 GB', positive, 1_000_000)
    .option('--seconds <n>', 'how long a request rate is measured', positive, 5)
    .option('--dir <dir>', "where our data and nginx's go: best the file system that the peer uses", tmpdir())
    .option('--json <file>', 'write all samples there too')
    .exitOverride()
  return command.parse().opts<Options>()
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

function positive(text: string): number {
  const number = wholeNumber(text)
  if (number === 0) throw new InvalidArgumentError('It must not be 0.')
  return number
}

function namesOf(names: readonly string[]) {
  return (text: string) => {
    const wanted = text.split(',').map((name) => name.trim())
    const unknown = wanted.filter((name) => !names.includes(name))
    if (unknown.length > 0) throw new InvalidArgumentError(`It takes ${names.join(', ')}; not ${unknown.join(', ')}.`)
    return wanted
  }
}

const say = (text: string) => void process.stderr.write(`${text}\n`)

async function main(options: Options, signal: AbortSignal): Promise<number> {
  const startedAt = new Date()
  const glance = await findGlance(options.peer ?? DEFAULT_PEER, signal)
  if (options.peer !== undefined && 'missing' in glance) throw new Error(`No peer: ${glance.missing}`)
  const size = options.size * MIB
  return withTemporaryDir(join(resolve(options.dir), 'vitrine-bench-'), (dir) =>
    withSourceFiles({ dir, largest: size }, async (source) => {
      const bench: Bench = {
        dir,
        size,
        runs: options.runs,
        connections: CONNECTIONS,
        seconds: options.seconds,
        catalogues: {
          small: Math.min(SMALL_CATALOGUE, options.images),
          large: options.images,
          huge: options.hugeImages,
        },
        peerFillSeconds: options.peerFill,
        peerImages: options.peerImages,
        glance,
        nginx: await findProgram('nginx'),
        transfer: await findTransferClient(),
        load: await findLoadClient(),
        source,
        signal,
        say: (text) => say(`  ${text}`),
      }
      const { rows, failed } = await runMeasures(bench, options.only)
      const facts = { started: startedAt.toISOString(), ...about(bench, options) }
      const lines = Object.entries(facts).map(([name, value]) => `${name}: ${value}`)
      console.log(`\n${lines.join('\n')}\n\n${formatReport(rows)}`)
      if (options.json !== undefined) {
        const report = { ...facts, rows: rows.map((row) => ({ ...row, met: isMet(row) })) }
        await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`)
      }
      return failed ? COULD_NOT_RUN : 0
    }),
  )
}

/** One measure that cannot be done does not keep the others from it. */
async function runMeasures(bench: Bench, only: readonly string[]): Promise<{ rows: Row[]; failed: boolean }> {
  const rows: Row[] = []
  let failed = false
  for (const measure of measures.filter(({ name }) => only.includes(name))) {
    say(measure.name)
    try {
      rows.push(...(await measure.run(bench)))
    } catch (error) {
      bench.signal.throwIfAborted()
      failed = true
      const reason = error instanceof Error ? error.message : String(error)
      bench.say(`failed: ${reason}`)
      rows.push({ measure: measure.name, note: `Failed: ${reason.split('\n', 1)[0]}` })
    }
  }
  return { rows, failed }
}

function about({ glance, nginx, transfer, load, size }: Bench, options: Options) {
  return {
    machine: `${process.platform} ${release()} ${process.arch}, ${availableParallelism()} processors, Node ${process.version}`,
    clients: `${transfer.name} moves data, ${load.name} asks for metadata; the same for all`,
    Glance: 'missing' in glance ? `not compared: ${glance.missing}` : glance.url,
    nginx: nginx === undefined ? 'not compared: not found' : `${nginx}, sendfile`,
    figures: `medians of ${options.runs} interleaved runs after a warm-up; ratios pair by pair`,
    data: `${sizeText(size)} of random bytes; ours and nginx's in ${resolve(options.dir)}, the peer's wherever it keeps them`,
  }
}

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    if (stopping.signal.aborted) process.exit(COULD_NOT_RUN)
    say('stopping: tidying up first (once more to leave at once)')
    stopping.abort(new Error(`Stopped by ${name}`))
  })
}

try {
  process.exitCode = await main(readOptions(), stopping.signal)
} catch (error) {
  const isUsage = error instanceof CommanderError
  if (!isUsage) say(error instanceof Error ? error.message : String(error))
  process.exitCode = isUsage && error.exitCode === 0 ? 0 : COULD_NOT_RUN
}
