import { run } from './run.ts'
import { Interrupted } from './terminal.ts'

const interruption = new AbortController()
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const
for (const [name, exitCode] of Object.entries(SIGNALS)) {
  // Once: the second one ends the process by itself.
  process.once(name, () => interruption.abort(new Interrupted(`Interrupted by ${name}`, exitCode)))
}
// Who reads may stop reading: `vitrine image list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  interruption.abort(new Interrupted('', 141))
})

const { env: environment, stdin, stdout, stderr } = process
process.exitCode = await run(process.argv.slice(2), { environment, stdin, stdout, stderr, signal: interruption.signal })
