import type { Progress } from '@vitrine/client'
import { formatBytes } from './output.ts'
import type { Terminal } from './terminal.ts'

/** Runs a transfer with a bar on a terminal, and without a word elsewhere. */
export async function withProgress<T>(
  { stderr }: Terminal,
  label: string,
  transfer: (onProgress: ((progress: Progress) => void) | undefined) => Promise<T>,
): Promise<T> {
  if (!stderr.isTTY) return transfer(undefined)
  const { SingleBar } = (await import('cli-progress')).default
  const bar = new SingleBar({
    stream: stderr,
    hideCursor: true,
    // Interruptions are ours, and restore the cursor by way of `stop`.
    gracefulExit: false,
    format: (_, { value, progress, startTime }, { first, total }: { first: number; total: number | undefined }) =>
      describe(label, { transferred: value, total, progress, first, seconds: (Date.now() - startTime) / 1000 }),
  })
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
  const filled = Math.round(progress * BAR)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled)
  const left = speed > 0 ? Math.ceil((total - transferred) / speed) : undefined
  const percent = `${Math.floor(progress * 100)}%`.padStart(4)
  return `${label} ${bar} ${percent}  ${formatBytes(transferred)} of ${formatBytes(total)}  ${rate}  ${time(left)}`.trimEnd()
}

function time(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  return minutes === 0 ? `${rest} s left` : `${minutes} min ${rest} s left`
}
