import { ApiError } from '@vitrine/client'
import { describeFailure } from './failure.ts'
import { print, type Terminal } from './terminal.ts'

const CLEAN_UP_MS = 10_000

/** An image that was made only to be filled is of no use without data. */
export async function removeAgain(
  id: string,
  { stderr }: Terminal,
  remove: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  // Not the signal of the command, which may be what brought us here.
  const signal = AbortSignal.timeout(CLEAN_UP_MS)
  try {
    await remove(signal)
    print(stderr, `vitrine: the upload did not succeed, and image ${id} was removed again`)
  } catch (error) {
    // The server has not kept it, or somebody else was faster.
    if (error instanceof ApiError && error.status === 404) return
    print(stderr, `vitrine: image ${id} stays without data, it could not be removed: ${describeFailure(error)}`)
  }
}
