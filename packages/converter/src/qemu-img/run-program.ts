import { spawn } from 'node:child_process'

export interface Run {
  /** The program and its arguments. Never goes through a shell. */
  readonly command: readonly string[]
  /** Where programs are looked for, as in PATH: all that it gets of an environment. */
  readonly searchPath: string
  readonly cwd?: string
  readonly onOutput?: (text: string) => void
  /** Kills it, and whatever it has started. */
  readonly signal: AbortSignal
}

export interface Outcome {
  readonly code: number | null
  readonly killedBy: NodeJS.Signals | null
  /** The beginning of what it wrote to standard error. */
  readonly complaint: string
}

const COMPLAINT_LENGTH = 4096

/** Resolves when the program is gone, however it ended; rejects when it cannot be started. */
export function runProgram({ command, searchPath, cwd, onOutput, signal }: Run): Promise<Outcome> {
  const [program = '', ...rest] = command
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const child = spawn(program, rest, {
      cwd,
      env: { PATH: searchPath },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Makes it the leader of a process group, which can be killed as a whole.
      detached: true,
    })
    let complaint = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => onOutput?.(text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(0, COMPLAINT_LENGTH)
    })
    const kill = () => killGroup(child.pid)
    signal.addEventListener('abort', kill, { once: true })
    child.on('error', reject)
    child.on('close', (code, killedBy) => resolve({ code, killedBy, complaint }))
    child.on('close', () => signal.removeEventListener('abort', kill))
  })
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // It has ended by itself a moment ago.
  }
}
