import type { Readable } from 'node:stream'

/** What a command has of the world around it. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean }
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }
  /** Aborted with an `Interrupted`. */
  readonly signal: AbortSignal
}

/** Someone wants this to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly exitCode: number

  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

export const print = (stream: NodeJS.WritableStream, text: string): void => void stream.write(`${text}\n`)
