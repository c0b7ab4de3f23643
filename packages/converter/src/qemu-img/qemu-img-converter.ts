import { mkdtemp, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Conversion, type DiskConverter, Problem } from '@vitrine/core'
import { convertArguments } from './arguments.ts'
import { assertDisk } from './assert-disk.ts'
import { assertWhole, type RunQemuImg } from './assert-whole.ts'
import { type Confinement, type ConversionLimits, createConfinement } from './confinement.ts'
import { failureOf } from './failure.ts'
import { createProgressReader } from './progress.ts'
import { runProgram } from './run-program.ts'

export interface QemuImgSettings {
  /** A path, or a name that is looked for. */
  readonly program?: string
  /** Where qemu-img and the programs that confine it are looked for, as in PATH. */
  readonly searchPath: string
  readonly limits: ConversionLimits
}

export interface QemuImgConverter extends DiskConverter {
  /** Of the qemu-img that was found; undefined: there is none. */
  readonly version: string | undefined
  /** Which of its confinements this machine does not give. */
  readonly missing: readonly string[]
}

/** A program that does not even say its version in this time is not used. */
const PATIENCE_MS = 30_000

/** The target, in the folder that it is made in. */
const RESULT = 'disk'

/** Looks once, now, for qemu-img and what confines it. */
export async function createQemuImgConverter({
  program: name = 'qemu-img',
  searchPath,
  limits,
}: QemuImgSettings): Promise<QemuImgConverter> {
  // It works in folders of its own.
  const program = name.includes('/') ? resolve(name) : name

  /** What it says of itself behind a guard; undefined where the two do not run. */
  async function versionUnder(guard: readonly string[]): Promise<string | undefined> {
    let output = ''
    const run = runProgram({
      command: [...guard, program, '--version'],
      searchPath,
      onOutput: (text) => {
        output += text
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const { code } = await run.catch(() => ({ code: null }))
    return code === 0 ? /^qemu-img version (\S+)/.exec(output)?.[1] : undefined
  }

  const version = await versionUnder([])
  if (version === undefined) return { available: false, version, missing: [], convert: refuse }
  const confinement = await createConfinement(limits, async (guard) => (await versionUnder(guard)) === version)
  return {
    available: true,
    version,
    missing: confinement.missing,
    convert: (conversion) => convert(conversion, { program, searchPath, limits, confinement }),
  }
}

async function refuse(): Promise<never> {
  throw new Problem(
    'converterMissing',
    'This server cannot convert disks, as it has no qemu-img: an image can be had in the format that it has',
  )
}

type Means = Required<QemuImgSettings> & { readonly confinement: Confinement }

/** Works in a folder beside the target, of which nothing is left: not what is half done, nor a file made on the side. */
async function convert(wanted: Conversion, means: Means): Promise<void> {
  const conversion = { ...wanted, source: { ...wanted.source, path: resolve(wanted.source.path) } }
  const { source, target, signal, onProgress = () => undefined } = conversion
  signal.throwIfAborted()
  await assertDisk(conversion, means.limits)
  const folder = await mkdtemp(`${resolve(target.path)}.`).catch((cause: unknown) => {
    throw new Problem('conversionFailed', 'The server has no place at the moment for a disk to convert', { cause })
  })
  try {
    const run = createRunner(conversion, folder, means)
    await assertWhole(conversion, run)
    await run(convertArguments(source, { name: RESULT, format: target.format }), {
      onOutput: createProgressReader(onProgress),
      blame: 'qemu-img cannot do it; the log of the server has its reason',
    })
    await rename(join(folder, RESULT), target.path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Whatever is run for a conversion has its limits together. */
function createRunner(
  conversion: Conversion,
  cwd: string,
  { program, searchPath, limits, confinement }: Means,
): RunQemuImg {
  const { signal } = conversion
  const timeout = AbortSignal.timeout(limits.seconds * 1000)
  return async (args, { onOutput = () => undefined, passes = [0], blame }) => {
    const outcome = await runProgram({
      command: confinement.wrap([program, ...args]),
      searchPath,
      cwd,
      onOutput,
      signal: AbortSignal.any([signal, timeout]),
    })
    signal.throwIfAborted()
    const passed = outcome.code !== null && passes.includes(outcome.code)
    if (!passed) throw failureOf(outcome, conversion, limits, timeout.aborted, blame)
  }
}
