import { removingLocations } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import type { Terminal } from '../terminal.ts'

export function addImageLocationRemove(location: Command, terminal: Terminal): void {
  const command = location
    .command('remove')
    .summary('remove locations of an image')
    .description(
      'Removes places from an image, all of them or none; one has to stay. Data that lies in a store of the server is ' +
        'deleted there. By default this is for administrators.',
    )
    .argument('<image>', 'id, or a name that only one image has')
    .argument('<url...>', 'as the server shows it')
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine image location remove debian-13 https://images.example/debian-13.qcow2`,
    )
    .action(async (idOrName: string, urls: string[], options: ConnectionOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const image = await findImage(client, idOrName, signal)
      await client.images.update(image.id, removingLocations(image, urls), { signal })
    })
}
