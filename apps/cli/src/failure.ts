import { ApiError, DigestMismatchError, TransferError } from '@vitrine/client'
import { CommanderError } from 'commander'
import { Interrupted, print, type Terminal } from './terminal.ts'

/** Something a user can understand and do something about, said in the message. */
export class Failure extends Error {
  override readonly name = 'Failure'
}

/** Failures that were already shown, one by one. */
export class ShownFailures extends Error {
  override readonly name = 'ShownFailures'
}

/** Does it for each name; a failure is shown, and does not keep it from the others. */
export async function attemptEach(
  names: readonly string[],
  { stderr, signal }: Terminal,
  action: (name: string) => Promise<unknown>,
): Promise<void> {
  let failed = false
  for (const name of names) {
    try {
      await action(name)
    } catch (error) {
      signal.throwIfAborted()
      print(stderr, `vitrine: ${name}: ${describeFailure(error)}`)
      failed = true
    }
  }
  if (failed) throw new ShownFailures()
}

/** Shows what went wrong, if anything is left to show, and says how the process exits. */
export function reportFailure(error: unknown, { stderr }: Terminal): number {
  // The parser has said it by now. Help that nobody asked for means that a command is missing.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof ShownFailures) return 1
  const text = describeFailure(error)
  if (text) print(stderr, `vitrine: ${text}`)
  return error instanceof Interrupted ? error.exitCode : 1
}

export function describeFailure(error: unknown): string {
  if (error instanceof ApiError) {
    const request = error.requestId === undefined ? '' : ` (request ${error.requestId})`
    const said = error.title && error.title !== error.message ? `${error.title}: ${error.message}` : error.message
    return `${error.status} ${said}${request}`
  }
  if (error instanceof TransferError && error.message.includes('ECONNREFUSED')) {
    return `${error.message}\nIs the server running? Start one with 'vitrine serve', or name another by --url or VITRINE_URL.`
  }
  if (error instanceof TransferError || error instanceof DigestMismatchError) return error.message
  return error instanceof Error ? error.message : String(error)
}
