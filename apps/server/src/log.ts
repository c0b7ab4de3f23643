import { type DestinationStream, type Logger, pino } from 'pino'
import sonicBoom from 'sonic-boom'

const BLOCK_BYTES = 4096
const WRITE_EVERY_MS = 100

/** What waits at the most for a reader that is slow, or gone: later lines are lost, and not the memory of the service. */
const MAX_WAITING_BYTES = 2 ** 20

let output: DestinationStream | undefined

/** Lines on standard output. */
export function createLog(level: string): Logger {
  output ??= openOutput()
  return pino({ level }, output)
}

/** One for the process, as standard output is. */
function openOutput(): DestinationStream {
  const opened = new sonicBoom.SonicBoom({
    fd: 1,
    minLength: BLOCK_BYTES,
    maxLength: MAX_WAITING_BYTES,
    periodicFlush: WRITE_EVERY_MS,
  })
  // Whether anybody reads the log is nothing that the service depends on. It is tried again with the next block.
  opened.on('error', () => undefined)
  process.once('exit', () => {
    try {
      opened.flushSync()
    } catch {
      // Nobody reads the last lines.
    }
  })
  return opened
}
