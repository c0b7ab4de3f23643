import { createInterface } from 'node:readline'
import { Interrupted, type Terminal } from './terminal.ts'

/** Asks for lines that nobody may read over a shoulder: without an output, readline keeps what is typed from the screen. */
export async function askInSecret(
  { stdin, stderr, signal }: Terminal,
  questions: readonly string[],
): Promise<string[]> {
  const lines = createInterface({ input: stdin, terminal: true, historySize: 0, signal })
  const typed = lines[Symbol.asyncIterator]()
  try {
    const answers: string[] = []
    for (const question of questions) {
      stderr.write(question)
      const { value, done } = await typed.next()
      stderr.write('\n')
      signal.throwIfAborted()
      // Ctrl-C is only another key here, and like Ctrl-D ends the input.
      if (done) throw new Interrupted('Interrupted', 130)
      answers.push(value)
    }
    return answers
  } finally {
    lines.close()
  }
}
