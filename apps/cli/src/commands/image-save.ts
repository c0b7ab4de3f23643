import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { ImageClient, ImageRecord } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { Failure } from '../failure.ts'
import { findImage } from '../find-image.ts'
import { collect, usageError } from '../options.ts'
import { formatBytes } from '../output.ts'
import { withProgress } from '../progress.ts'
import { print, type Terminal } from '../terminal.ts'

interface SaveOptions extends ConnectionOptions {
  file: string
  resume?: true
  prefer?: string[]
}

export function addImageSave(image: Command, terminal: Terminal): void {
  const command = image
    .command('save')
    .summary('download the data of an image')
    .description(
      'Downloads the data of an image and holds it against its digest. A file appears under its name when it is complete ' +
        'and verified; until then it is FILE.part, and --resume goes on with that.',
    )
    .argument('<image>', 'id, or a name that only one image has')
    .option('--file <path>', "where to put it; '-' writes it into a pipe", '-')
    .option('--resume', 'go on where an interrupted download ended')
    .option('--prefer <store>', 'store to read from if it has the data; repeat it for more, in this order', collect)
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine image save debian-13 --file debian-13.qcow2
  vitrine image save debian-13 --file debian-13.qcow2 --resume
  vitrine image save debian-13 | qemu-img dd if=/dev/stdin …
  vitrine image save disk --file - | zstd > disk.zst`,
    )
    .action(async (idOrName: string, options: SaveOptions) => {
      const toPipe = options.file === '-'
      if (toPipe && options.resume) usageError(command, '--resume needs --file')
      if (toPipe && terminal.stdout.isTTY) usageError(command, 'an image does not go to a terminal: use --file')
      const client = await connect(command, options, terminal)
      const found = await findImage(client, idOrName, terminal.signal)
      const saved = toPipe
        ? await saveToPipe(client, found, options, terminal)
        : await saveToFile(client, found, options, terminal)
      if (!saved) throw new Failure(`Image ${found.id} has no data: it is ${found.status}`)
      if (saved.digest === undefined) print(terminal.stderr, 'vitrine: not verified, the server names no known digest')
    })
}

type Saved = { readonly digest: unknown } | undefined

async function saveToPipe(
  { data }: ImageClient,
  { id }: ImageRecord,
  { prefer = [] }: SaveOptions,
  terminal: Terminal,
): Promise<Saved> {
  const { stdout, signal } = terminal
  return withProgress(terminal, 'Downloading', async (onProgress) => {
    const download = await data.download(id, { prefer, signal, onProgress })
    for await (const chunk of download?.body ?? []) {
      if (!stdout.write(chunk)) await once(stdout, 'drain', { signal })
    }
    return download
  }).catch((error: unknown) => {
    // Waiting for the pipe ends with an error of its own.
    signal.throwIfAborted()
    throw error
  })
}

async function saveToFile(
  client: ImageClient,
  { id }: ImageRecord,
  options: SaveOptions,
  terminal: Terminal,
): Promise<Saved> {
  const { file, resume = false, prefer = [] } = options
  const saved = await withProgress(terminal, 'Downloading', (onProgress) =>
    client.data.downloadToFile(id, file, { resume, prefer, signal: terminal.signal, onProgress }),
  ).catch((error: unknown) => {
    const part = `${file}.part`
    if (existsSync(part)) print(terminal.stderr, `vitrine: what came so far is in ${part}: go on with --resume`)
    throw error
  })
  if (saved && saved.resumedAt > 0) print(terminal.stderr, `vitrine: went on after ${formatBytes(saved.resumedAt)}`)
  return saved
}
