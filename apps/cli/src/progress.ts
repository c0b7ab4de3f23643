import type { Progress } from '@vitrine/client'
import type { GenericFormatter } from 'cli-progress'
import { formatBytes, withoutControls } from './output.ts'
import type { Terminal } from './terminal.ts'

/** Runs a transfer with a bar on a terminal, and without a word elsewhere. */
export async function withProgress<T>(
  { stderr }: Terminal,
  label: string,
  transfer: (onProgress: ((progress: Progress) => void) | undefined) => Promise<T>,
): Promise<T> {
  if (!stderr.isTTY) return transfer(undefined)
  const bar = await createBar(
    stderr,
    (_, { value, progress, startTime }, { first, total }: { first: number; total: number | undefined }) =>
      describe(label, { transferred: value, total, progress, first, seconds: (Date.now() - startTime) / 1000 }),
  )
  let started = false
  try {
    return await transfer(({ transferred, total }) => {
      if (started) return bar.update(transferred)
      started = true
      bar.start(total ?? 0, transferred, { first: transferred, total })
    })
  } finally {
    if (started) bar.stop()
  }
}

/** How far something is that somebody else does. */
export interface Stage {
  /** From 0 to 100. */
  readonly percentage: number
  /** What is being done. */
  readonly message: string
}

/** The same for work that is only watched. */
export async function withStages<T>(
  { stderr }: Terminal,
  label: string,
  watch: (onStage: ((stage: Stage) => void) | undefined) => Promise<T>,
): Promise<T> {
  if (!stderr.isTTY) return watch(undefined)
  const bar = await createBar(stderr, (_, { value: percentage }, { message }: { message: string }) =>
    describeStage(label, { percentage, message }),
  )
  bar.start(100, 0, { message: '' })
  try {
    return await watch(({ percentage, message }) => bar.update(percentage, { message }))
  } finally {
    bar.stop()
  }
}

async function createBar(stream: NodeJS.WritableStream, format: GenericFormatter) {
  const { SingleBar } = (await import('cli-progress')).default
  // Interruptions are ours, and restore the cursor by way of `stop`.
  return new SingleBar({ stream, hideCursor: true, gracefulExit: false, format })
}

interface State {
  readonly transferred: number
  readonly total: number | undefined
  /** From 0 to 1. */
  readonly progress: number
  /** Bytes that were there when it began. */
  readonly first: number
  readonly seconds: number
}

const BAR = 30

export function describe(label: string, { transferred, total, progress, first, seconds }: State): string {
  const speed = seconds > 0 ? (transferred - first) / seconds : 0
  const rate = `${formatBytes(Math.round(speed))}/s`
  if (total === undefined) return `${label} ${formatBytes(transferred)}  ${rate}`
  const left = speed > 0 ? Math.ceil((total - transferred) / speed) : undefined
  const bytes = `${formatBytes(transferred)} of ${formatBytes(total)}`
  return `${label} ${barOf(progress * 100)}  ${bytes}  ${rate}  ${time(left)}`.trimEnd()
}

export function describeStage(label: string, { percentage, message }: Stage): string {
  return `${label} ${barOf(percentage)}  ${withoutControls(message)}`.trimEnd()
}

function barOf(percentage: number): string {
  const filled = Math.round((percentage / 100) * BAR)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${`${Math.floor(percentage)}%`.padStart(4)}`
}

function time(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  return minutes === 0 ? `${rest} s left` : `${minutes} min ${rest} s left`
}
