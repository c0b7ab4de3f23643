import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import type { ImageClient, ImageSource } from '@vitrine/client'
import type { Command } from 'commander'
import { usageError } from './options.ts'
import { withProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'

/** What `--file` names: a path, or `-` for what comes in. Looked at before anything is changed on a server. */
export async function openImageFile(command: Command, file: string, { stdin }: Terminal): Promise<ImageSource> {
  if (file === '-') {
    if (stdin.isTTY) usageError(command, "'--file -' reads an image from a pipe, and this is a terminal")
    return stdin
  }
  await access(file, constants.R_OK)
  if ((await stat(file)).isDirectory()) usageError(command, `${file} is a directory`)
  return file
}

export function uploadImage({ data }: ImageClient, id: string, source: ImageSource, terminal: Terminal): Promise<void> {
  return withProgress(terminal, 'Uploading', (onProgress) =>
    data.upload(id, source, { signal: terminal.signal, onProgress }),
  )
}
