/**
 * - `passed`: the right answer.
 * - `known`: not the right answer, but one of the named differences that a foreign server may have.
 * - `failed`: the server's fault.
 * - `error`: the runner's fault, or the server could not be reached.
 * - `skipped`: cannot be asked of this server, or not by this caller.
 * - `disabled`: not selected.
 */
export const OUTCOMES = ['passed', 'known', 'failed', 'error', 'skipped', 'disabled'] as const
export type Outcome = (typeof OUTCOMES)[number]

export type Counts = Record<Outcome, number>

export const countOutcomes = (outcomes: readonly Outcome[]): Counts => {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Counts
  for (const outcome of outcomes) counts[outcome] += 1
  return counts
}

export const VERDICTS = ['conforms', 'fails', 'undecided'] as const
export type Verdict = (typeof VERDICTS)[number]

/** A server is not cleared by a run that stopped early, met errors of its own, or asked nothing. */
export const judge = (outcomes: readonly Outcome[], interrupted: boolean): Verdict => {
  const counts = countOutcomes(outcomes)
  if (interrupted) return 'undecided'
  if (counts.failed > 0) return 'fails'
  if (counts.error > 0 || counts.passed + counts.known === 0) return 'undecided'
  return 'conforms'
}

export const EXIT_CODES = { conforms: 0, fails: 1, undecided: 2 } as const satisfies Record<Verdict, number>

/** The server gave a wrong answer. Anything else that is thrown is the runner's own fault. */
export class ServerFailure extends Error {
  readonly expected: string | undefined
  readonly actual: string | undefined

  constructor(message: string, expected?: string, actual?: string) {
    super(message)
    this.expected = expected
    this.actual = actual
  }
}

const RUNNER_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EMFILE',
])
const SERVER_CODES = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET'])

const codesOf = (error: unknown): string[] => {
  if (!(error instanceof Error)) return []
  const code = (error as NodeJS.ErrnoException).code
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : []
  return [...(code ? [code] : []), ...inner, ...codesOf(error.cause)]
}

// What the client says of answers; its class would tie this file to it.
const CLIENT_ERRORS = new Set(['ApiError', 'DigestMismatchError', 'TransferError'])

/** Who is to blame for an error: a server that cannot be reached is not judged, one that breaks the protocol is. */
export const blame = (error: unknown): 'failed' | 'error' => {
  if (error instanceof ServerFailure) return 'failed'
  const codes = codesOf(error)
  if (codes.some((code) => RUNNER_CODES.has(code))) return 'error'
  if (error instanceof Error && CLIENT_ERRORS.has(error.name)) return 'failed'
  return codes.some((code) => SERVER_CODES.has(code) || code.startsWith('HPE_')) ? 'failed' : 'error'
}
