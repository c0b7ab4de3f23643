import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Download, FileDownload, TransferOptions } from '@vitrine/client'
import type { Command } from 'commander'
import { Failure } from './failure.ts'
import { usageError } from './options.ts'
import { formatBytes } from './output.ts'
import { withProgress } from './progress.ts'
import { print, type Terminal } from './terminal.ts'

export interface SaveOptions {
  file: string
  resume?: boolean
}

export function addSaveOption(command: Command): Command {
  return command.option('--file <path>', "where to put it; '-' writes it into a pipe", '-')
}

export function addResumeOption(command: Command): Command {
  return command.option('--resume', 'go on where an interrupted download ended')
}

/** Whether `--file` means the pipe behind the command, which has to be one. */
export function isPipe(command: Command, { file, resume }: SaveOptions, { stdout }: Terminal): boolean {
  if (file !== '-') return false
  if (resume) usageError(command, '--resume needs --file')
  if (stdout.isTTY) usageError(command, 'an image does not go to a terminal: use --file')
  return true
}

export async function saveToPipe<T extends Download | undefined>(
  terminal: Terminal,
  download: (options: TransferOptions) => Promise<T>,
): Promise<T> {
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

/** Into a file that is `FILE.part` until it is complete, and says how to go on with that. */
export async function saveToFile<T extends FileDownload | undefined>(
  terminal: Terminal,
  { file, resume = false }: SaveOptions,
  download: (options: TransferOptions & { resume: boolean }) => Promise<T>,
): Promise<T> {
  const { stderr } = terminal
  const saved = await whileDownloading(terminal, (options) => download({ resume, ...options })).catch(
    (error: unknown) => {
      const part = `${file}.part`
      if (existsSync(part)) print(stderr, `vitrine: what came so far is in ${part}: go on with --resume`)
      throw error
    },
  )
  if (saved && saved.resumedAt > 0) print(stderr, `vitrine: went on after ${formatBytes(saved.resumedAt)}`)
  return saved
}

/** Runs a download until it is interrupted, and shows how far it is. */
export function whileDownloading<T>(
  terminal: Terminal,
  download: (options: TransferOptions) => Promise<T>,
): Promise<T> {
  const { signal } = terminal
  return withProgress(terminal, 'Downloading', (onProgress) => download({ signal, onProgress }))
}

/** What was saved of an image, which may have nothing. */
export function present<T>(saved: T | undefined, { id, status }: { readonly id: string; readonly status: string }): T {
  if (saved === undefined) throw new Failure(`Image ${id} has no data: it is ${status}`)
  return saved
}

/** Says what is to be said of a download that went well. */
export function reportSaved({ digest }: { readonly digest: unknown }, { stderr }: Terminal): void {
  if (digest === undefined) print(stderr, 'vitrine: not verified, the server names no known digest')
}
