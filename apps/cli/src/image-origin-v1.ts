import type { ImageOptionsV1 } from '@vitrine/client'
import { type Command, Option } from 'commander'
import { addFileOptions, type FileOptions, openSource } from './image-file.ts'
import { parseCount } from './options.ts'
import { withProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'

/** Where the data of an image comes from, and what is known of it. */
export interface OriginOptions extends FileOptions {
  location?: string
  copyFrom?: string
  size?: number
  checksum?: string
}

export function addOriginOptions(command: Command, fileMeaning: string): Command {
  return addFileOptions(command, fileMeaning)
    .addOption(new Option('--location <url>', 'where its data lies, and stays').conflicts(['file', 'copyFrom']))
    .addOption(new Option('--copy-from <url>', 'where the server is to fetch its data').conflicts(['file', 'location']))
    .option('--size <bytes>', 'bytes that its data must have', parseCount)
    .option('--checksum <hex>', 'md5 that its data must have')
}

/** The data that the options mean: looked at before anything is changed on a server. */
export async function openOrigin(
  command: Command,
  options: OriginOptions,
  terminal: Terminal,
): Promise<ImageOptionsV1> {
  const { store, location, copyFrom, size, checksum } = options
  // A store is also for what the server fetches itself.
  const source = copyFrom === undefined ? await openSource(command, options, terminal) : undefined
  return { source, store, location, copyFrom, size, checksum }
}

/** Sends an image, and shows how far its data is. */
export function sendImage<T>(
  origin: ImageOptionsV1,
  terminal: Terminal,
  send: (options: ImageOptionsV1) => Promise<T>,
): Promise<T> {
  const { signal } = terminal
  return withProgress(terminal, 'Uploading', (onProgress) => send({ ...origin, signal, onProgress }))
}
