import { type Conversion, Problem } from '@vitrine/core'
import type { ConversionLimits } from './confinement.ts'
import type { Outcome } from './run-program.ts'

/** What may be told of an ending. What qemu-img itself says has paths of this machine in it: that is for the log. */
export function failureOf(
  { code, killedBy, complaint }: Outcome,
  { source, target }: Pick<Conversion, 'source' | 'target'>,
  limits: ConversionLimits,
  timedOut: boolean,
): Problem {
  const reason = timedOut ? tookTooLong(limits) : reasonOf(killedBy, complaint, limits)
  const ending = killedBy ? `was ended by ${killedBy}` : `ended with status ${code}`
  return new Problem(
    'conversionFailed',
    `The disk could not be converted from ${source.format} to ${target.format}: ${reason}`,
    { cause: new Error(`qemu-img ${ending}: ${complaint.trim() || 'it said nothing'}`) },
  )
}

function reasonOf(killedBy: NodeJS.Signals | null, complaint: string, limits: ConversionLimits): string {
  if (killedBy === 'SIGXCPU') return tookTooLong(limits)
  if (killedBy === 'SIGXFSZ' || complaint.includes('File too large')) {
    return `the result would be larger than the ${limits.targetBytes} bytes allowed`
  }
  if (complaint.includes('No space left on device')) return 'the server has no space left for the result'
  return killedBy ? 'qemu-img was killed' : 'qemu-img cannot do it; the log of the server has its reason'
}

function tookTooLong({ seconds }: ConversionLimits): string {
  return `it took longer than the ${seconds} seconds allowed`
}
