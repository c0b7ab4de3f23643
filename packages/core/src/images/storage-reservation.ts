import { isProblem } from '../problem.ts'

/** What an upload of unknown size reserves ahead: seldom enough to cost nothing, small beside any quota. */
const STEP_BYTES = 16 * 1024 * 1024

/**
 * Sees to it that room is reserved for the bytes of an upload whose size was not declared, before they are stored.
 * `reserve` is told how many they are in all, and refuses with `quotaExceeded`.
 */
export function createGrowingReservation(
  reserve: (total: number) => Promise<void>,
): (received: number) => Promise<void> {
  let reserved = 0
  return async (received) => {
    if (received <= reserved) return
    const ahead = received + STEP_BYTES
    // Near the limit there is no room for a step, but perhaps for the bytes that are here.
    reserved = await reserve(ahead).then(
      () => ahead,
      async (refusal: unknown) => {
        if (!isProblem(refusal, 'quotaExceeded')) throw refusal
        await reserve(received)
        return received
      },
    )
  }
}
