/** How often the record of a generation follows its work. */
const EVERY_MS = 1000

/** How far a generation is. Whatever it is told is there to be read, a second later at most. */
export interface GenerationProgress {
  /** What is being done from now on, which is `share` percent of all. */
  begin(message: string, share: number): void
  /** How much of that is done, from 0 to 1. */
  advance(fraction: number): void
  end(): void
}

/**
 * Reports every second, also when nothing has moved: the answer says whether the generation is still wanted, and when it
 * is not, `onUnwanted` is called.
 */
export function startProgress(
  report: (percentage: number, message: string) => Promise<boolean>,
  onUnwanted: () => void,
): GenerationProgress {
  let message = ''
  let start = 0
  let share = 0
  let fraction = 0
  let asking = false

  async function tell(): Promise<void> {
    if (asking || message === '') return
    asking = true
    try {
      // 100 is for what is complete.
      const percentage = Math.min(Math.floor(start + share * fraction), 99)
      if (!(await report(percentage, message))) onUnwanted()
    } catch {
      // A record that cannot be written now may be in a second; the end of the work cannot do without.
    } finally {
      asking = false
    }
  }

  const telling = setInterval(() => void tell(), EVERY_MS).unref()

  return {
    begin(doing, part) {
      start += share
      share = part
      fraction = 0
      message = doing
    },
    advance(done) {
      fraction = Math.min(done, 1)
    },
    end: () => clearInterval(telling),
  }
}
