import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

/** Where servers are found that are not on everybody's PATH. */
const SERVER_DIRS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']
const STOP_MS = 10_000

const running = new Set<ChildProcess>()
// The last resort of a bench that could not stop them in peace.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Path of a program on this machine. */
export async function findProgram(name: string): Promise<string | undefined> {
  const dirs = [...(process.env.PATH ?? '').split(delimiter), ...SERVER_DIRS].filter((dir) => dir !== '')
  for (const path of dirs.map((dir) => join(dir, name))) {
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path
  }
  return undefined
}

/** Runs a program to its end and gives what it printed. */
export async function run(
  program: string,
  args: readonly string[],
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    signal,
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: 16 * 1024 * 1024,
  })
  return stdout
}

export interface Server {
  readonly pid: number
  /** Rejects once the server has ended; never resolves. */
  readonly failed: Promise<never>
  stop(): Promise<void>
}

/** Starts a server that `stop` ends: also when the bench fails, and not by the Ctrl-C that is meant for the bench. */
export function startServer(
  program: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'stdio' | 'cwd'>,
): Server {
  const child = spawn(program, args, { ...options, detached: true })
  const ended = new Promise<Error>((resolve) => {
    child.once('error', resolve)
    child.once('exit', (code, signal) => resolve(new Error(`${program} ended with ${signal ?? `code ${code}`}`)))
  })
  const failed = ended.then((reason) => Promise.reject(reason))
  failed.catch(() => undefined)
  if (child.pid === undefined) throw new Error(`Cannot start ${program}`)
  running.add(child)
  child.once('exit', () => running.delete(child))
  return {
    pid: child.pid,
    failed,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      const kill = new AbortController()
      delay(STOP_MS, undefined, { signal: kill.signal }).then(
        () => child.kill('SIGKILL'),
        () => undefined,
      )
      await exit
      kill.abort()
    },
  }
}
