import { Readable, Writable } from 'node:stream'
import { run } from '../src/run.ts'
import type { Terminal } from '../src/terminal.ts'

export interface Outcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

interface Surroundings {
  readonly environment?: Terminal['environment']
  readonly stdin?: Uint8Array
  readonly keyboard?: Keyboard
  readonly signal?: AbortSignal
  /** Whether a person looks at the output. */
  readonly isTTY?: boolean
  /** Told of whatever is written beside the output. */
  readonly onStderr?: (text: string) => void
}

/** Runs a command line as the binary would, with everything around it made up. */
export async function runCommand(words: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { environment = {}, stdin, keyboard, signal = new AbortController().signal, isTTY = false } = surroundings
  const stdout = new Collector(isTTY)
  const stderr = new Collector(isTTY, surroundings.onStderr)
  const exitCode = await run(words, {
    environment,
    stdin: keyboard ?? Object.assign(Readable.from(stdin ? [stdin] : []), { isTTY: stdin === undefined }),
    stdout,
    stderr,
    signal,
  })
  return { exitCode, stdout: stdout.text, stderr: stderr.text }
}

export type Keyboard = ReturnType<typeof typing>

/** Somebody who types this at a terminal. What is typed shows up unless the mode is raw. */
export function typing(text: string) {
  const rawModes: boolean[] = []
  const setRawMode = (mode: boolean) => void rawModes.push(mode)
  return Object.assign(Readable.from([Buffer.from(text)]), { isTTY: true, rawModes, setRawMode })
}

class Collector extends Writable {
  readonly isTTY: boolean
  readonly #onText: ((text: string) => void) | undefined
  text = ''

  constructor(isTTY: boolean, onText?: (text: string) => void) {
    super()
    this.isTTY = isTTY
    this.#onText = onText
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk
    this.#onText?.(String(chunk))
    done()
  }
}
