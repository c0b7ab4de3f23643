import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImageV1 } from '../find-image.ts'
import {
  addSaveOption,
  isPipe,
  present,
  reportSaved,
  type SaveOptions,
  saveToPipe,
  whileDownloading,
} from '../save-image.ts'
import type { Terminal } from '../terminal.ts'

export function addImageV1Save(image: Command, terminal: Terminal): void {
  const command = addSaveOption(image.command('save'))
    .summary('download the data of an image')
    .description(
      'Downloads the data of an image by version 1 of the API, and holds it against its md5. A file appears when it is ' +
        'complete and verified; an interruption leaves nothing.',
    )
    .argument('<image>', 'id, or a name that only one image has')
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine image v1 save debian-13 --file debian-13.qcow2
  vitrine image v1 save disk | zstd > disk.zst`,
    )
    .action(async (idOrName: string, options: ConnectionOptions & SaveOptions) => {
      const toPipe = isPipe(command, options, terminal)
      const client = await connect(command, options, terminal)
      const { data } = client.v1
      const found = await findImageV1(client, idOrName, terminal.signal)
      const saved = toPipe
        ? await saveToPipe(terminal, (transfer) => data.download(found.id, transfer))
        : await whileDownloading(terminal, (transfer) => data.downloadToFile(found.id, options.file, transfer))
      reportSaved(present(saved, found), terminal)
    })
}
