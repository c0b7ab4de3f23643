import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { addRecordOptions, printRecords, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'

const FIELDS = ['url', 'metadata']

export function addImageLocationList(location: Command, terminal: Terminal): void {
  const command = location
    .command('list')
    .summary('list the locations of an image')
    .description(
      'Lists the places where the data of an image lies. A server that shows them to few lists them for services.',
    )
    .argument('<image>', 'id, or a name that only one image has')
  addConnectionOptions(addRecordOptions(command, FIELDS))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image location list debian-13
  vitrine image location list debian-13 -f value -c url`,
    )
    .action(async (idOrName: string, options: ConnectionOptions & RecordOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const image = await findImage(client, idOrName, signal)
      const locations = image.locations ?? (await client.locations.list(image.id, { signal }))
      printRecords(terminal, locations, options, FIELDS)
    })
}
