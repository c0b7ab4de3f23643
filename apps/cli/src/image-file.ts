import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import type { ImageClient, ImageSource } from '@vitrine/client'
import type { Command } from 'commander'
import { usageError } from './options.ts'
import { withProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'

/** What `--file` names: a path, or `-` for what comes in. */
async function openImageFile(command: Command, file: string, { stdin }: Terminal): Promise<ImageSource> {
  if (file === '-') {
    if (stdin.isTTY) usageError(command, "'--file -' reads an image from a pipe, and this is a terminal")
    return stdin
  }
  await access(file, constants.R_OK)
  if ((await stat(file)).isDirectory()) usageError(command, `${file} is a directory`)
  return file
}

export interface FileOptions {
  file?: string
  store?: string
}

/** The options of commands that upload. */
export function addFileOptions(command: Command, fileMeaning: string): Command {
  return command
    .option('--file <path>', `${fileMeaning}; '-' reads it from a pipe`)
    .option('--store <id>', "store to put the data in, instead of the server's default")
}

/** What is to be uploaded, if anything: looked at before anything is changed on a server. */
export async function openSource(
  command: Command,
  { file, store }: FileOptions,
  terminal: Terminal,
): Promise<ImageSource | undefined> {
  if (file !== undefined) return openImageFile(command, file, terminal)
  return store === undefined ? undefined : usageError(command, '--store needs --file')
}

export function uploadImage(
  { data }: ImageClient,
  id: string,
  source: ImageSource,
  { store }: FileOptions,
  terminal: Terminal,
): Promise<void> {
  const { signal } = terminal
  return withProgress(terminal, 'Uploading', (onProgress) =>
    data.upload(id, source, { ...(store !== undefined && { store }), signal, onProgress }),
  )
}
