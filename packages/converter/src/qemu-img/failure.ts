import { type Conversion, Problem } from '@vitrine/core'
import type { ConversionLimits } from './confinement.ts'
import type { Outcome } from './run-program.ts'

export type Formats = Pick<Conversion, 'source' | 'target'>

export function conversionFailed({ source, target }: Formats, reason: string, cause?: Error): Problem {
  const message = `The disk could not be converted from ${source.format} to ${target.format}: ${reason}`
  return new Problem('conversionFailed', message, { cause })
}

/**
 * What may be told of an ending: `otherwise`, where nothing better is known. What qemu-img itself says has paths of this
 * machine in it: that is for the log.
 */
export function failureOf(
  outcome: Outcome,
  formats: Formats,
  limits: ConversionLimits,
  timedOut: boolean,
  otherwise: string,
): Problem {
  const { code, killedBy, complaint } = outcome
  const reason = timedOut ? tookTooLong(limits) : (reasonOf(outcome, limits) ?? otherwise)
  const ending = killedBy ? `was ended by ${killedBy}` : `ended with status ${code}`
  const cause = new Error(`qemu-img ${ending}: ${complaint.trim() || 'it said nothing'}`)
  return conversionFailed(formats, reason, cause)
}

function reasonOf({ killedBy, complaint }: Outcome, limits: ConversionLimits): string | undefined {
  if (killedBy === 'SIGXCPU') return tookTooLong(limits)
  if (killedBy === 'SIGXFSZ' || complaint.includes('File too large')) {
    return `the result would be larger than the ${limits.targetBytes} bytes allowed`
  }
  if (complaint.includes('No space left on device')) return 'the server has no space left for the result'
  // The parameter that qemu-img misses; it is called so for each kind of encryption.
  if (complaint.includes('encrypt.key-secret')) return 'it is encrypted, and nobody has told the key; decrypt it before'
  return killedBy ? 'qemu-img was killed' : undefined
}

function tookTooLong({ seconds }: ConversionLimits): string {
  return `it took longer than the ${seconds} seconds allowed`
}
