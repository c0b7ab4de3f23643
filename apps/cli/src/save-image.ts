import { once } from 'node:events'
import type { Download, TransferOptions } from '@vitrine/client'
import type { Command } from 'commander'
import { Failure } from './failure.ts'
import { usageError } from './options.ts'
import { withProgress } from './progress.ts'
import { print, type Terminal } from './terminal.ts'

export function addSaveOption(command: Command): Command {
  return command.option('--file <path>', "where to put it; '-' writes it into a pipe", '-')
}

/** Whether `--file` means the pipe behind the command, which has to be one. */
export function isPipe(command: Command, file: string, { stdout }: Terminal): boolean {
  if (file !== '-') return false
  if (stdout.isTTY) usageError(command, 'an image does not go to a terminal: use --file')
  return true
}

export async function saveToPipe(
  terminal: Terminal,
  download: (options: TransferOptions) => Promise<Download | undefined>,
): Promise<Download | undefined> {
  const { stdout, signal } = terminal
  return whileDownloading(terminal, async (options) => {
    const found = await download(options)
    for await (const chunk of found?.body ?? []) {
      if (!stdout.write(chunk)) await once(stdout, 'drain', { signal })
    }
    return found
  }).catch((error: unknown) => {
    // Waiting for the pipe ends with an error of its own.
    signal.throwIfAborted()
    throw error
  })
}

/** Runs a download until it is interrupted, and shows how far it is. */
export function whileDownloading<T>(
  terminal: Terminal,
  download: (options: TransferOptions) => Promise<T>,
): Promise<T> {
  const { signal } = terminal
  return withProgress(terminal, 'Downloading', (onProgress) => download({ signal, onProgress }))
}

/** Says what is to be said of a download that went well. */
export function reportSaved(
  saved: { readonly digest: unknown } | undefined,
  { id, status }: { readonly id: string; readonly status: string },
  { stderr }: Terminal,
): void {
  if (!saved) throw new Failure(`Image ${id} has no data: it is ${status}`)
  if (saved.digest === undefined) print(stderr, 'vitrine: not verified, the server names no known digest')
}
