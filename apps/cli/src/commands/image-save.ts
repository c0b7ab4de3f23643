import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { collect } from '../options.ts'
import {
  addResumeOption,
  addSaveOption,
  isPipe,
  present,
  reportSaved,
  type SaveOptions,
  saveToFile,
  saveToPipe,
} from '../save-image.ts'
import type { Terminal } from '../terminal.ts'

interface ImageSaveOptions extends ConnectionOptions, SaveOptions {
  prefer?: string[]
}

export function addImageSave(image: Command, terminal: Terminal): void {
  const command = addResumeOption(addSaveOption(image.command('save')))
    .summary('download the data of an image')
    .description(
      'Downloads the data of an image and holds it against its digest. A file appears under its name when it is complete ' +
        'and verified; until then it is FILE.part, and --resume goes on with that.',
    )
    .argument('<image>', 'id, or a name that only one image has')
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
    .action(async (idOrName: string, { prefer = [], ...options }: ImageSaveOptions) => {
      const toPipe = isPipe(command, options, terminal)
      const client = await connect(command, options, terminal)
      const found = await findImage(client, idOrName, terminal.signal)
      const saved = toPipe
        ? await saveToPipe(terminal, (transfer) => client.data.download(found.id, { prefer, ...transfer }))
        : await saveToFile(terminal, options, (transfer) =>
            client.data.downloadToFile(found.id, options.file, { prefer, ...transfer }),
          )
      reportSaved(present(saved, found), terminal)
    })
}
