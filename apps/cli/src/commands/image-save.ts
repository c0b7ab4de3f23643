import { existsSync } from 'node:fs'
import type { FileDownload, ImageClient, ImageRecord } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { collect, usageError } from '../options.ts'
import { formatBytes } from '../output.ts'
import { addSaveOption, isPipe, reportSaved, saveToPipe, whileDownloading } from '../save-image.ts'
import { print, type Terminal } from '../terminal.ts'

interface SaveOptions extends ConnectionOptions {
  file: string
  resume?: true
  prefer?: string[]
}

export function addImageSave(image: Command, terminal: Terminal): void {
  const command = addSaveOption(image.command('save'))
    .summary('download the data of an image')
    .description(
      'Downloads the data of an image and holds it against its digest. A file appears under its name when it is complete ' +
        'and verified; until then it is FILE.part, and --resume goes on with that.',
    )
    .argument('<image>', 'id, or a name that only one image has')
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
      if (options.file === '-' && options.resume) usageError(command, '--resume needs --file')
      const toPipe = isPipe(command, options.file, terminal)
      const client = await connect(command, options, terminal)
      const found = await findImage(client, idOrName, terminal.signal)
      const saved = toPipe
        ? await saveToPipe(terminal, (transfer) =>
            client.data.download(found.id, { prefer: options.prefer ?? [], ...transfer }),
          )
        : await saveWithPart(client, found, options, terminal)
      reportSaved(saved, found, terminal)
    })
}

async function saveWithPart(
  client: ImageClient,
  { id }: ImageRecord,
  options: SaveOptions,
  terminal: Terminal,
): Promise<FileDownload | undefined> {
  const { file, resume = false, prefer = [] } = options
  const saved = await whileDownloading(terminal, (transfer) =>
    client.data.downloadToFile(id, file, { resume, prefer, ...transfer }),
  ).catch((error: unknown) => {
    const part = `${file}.part`
    if (existsSync(part)) print(terminal.stderr, `vitrine: what came so far is in ${part}: go on with --resume`)
    throw error
  })
  if (saved && saved.resumedAt > 0) print(terminal.stderr, `vitrine: went on after ${formatBytes(saved.resumedAt)}`)
  return saved
}
