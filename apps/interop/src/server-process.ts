import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

/** The launcher of the built command, found as any dependent would find it. */
export const VITRINE = createRequire(import.meta.url).resolve('vitrine/bin/vitrine.js')

export interface ServerProcess {
  readonly url: string
  /** Ends the process and waits until it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** Runs `vitrine serve` on a free port, as an operator would. */
export async function startServerProcess(
  dataDir: string,
  { args = [], environment = {} }: { args?: readonly string[]; environment?: NodeJS.ProcessEnv } = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [VITRINE, 'serve', '--listen', '127.0.0.1:0', '--data-dir', dataDir, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // Listened for from the start: it may have ended before anybody asks for that.
  const gone = once(child, 'exit')
  const url = await readUrl(child)
  return {
    url,
    async end(signal) {
      child.kill(signal)
      await gone
    },
  }
}

async function readUrl(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no standard output')
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const { msg, url } = JSON.parse(line) as { msg: string; url?: string }
    // The stream goes on being read, or the server would block on a full pipe.
    if (msg === 'listening' && url) {
      child.stdout.resume()
      return url
    }
  }
  throw new Error('the server ended before it listened')
}
