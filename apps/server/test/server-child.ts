import { fork } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

const SERVE = new URL('serve-in-child.ts', import.meta.url)

/** A server in a process of its own, which can be ended as no code can. */
export async function startChild(flags: Readonly<Record<string, string>>) {
  const child = fork(SERVE, [JSON.stringify(flags)], { execArgv: ['--conditions=@vitrine/source'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    async end(signal: NodeJS.Signals): Promise<void> {
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}
