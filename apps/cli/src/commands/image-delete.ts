import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { attemptEach } from '../failure.ts'
import { findImage } from '../find-image.ts'
import type { Terminal } from '../terminal.ts'

export function addImageDelete(image: Command, terminal: Terminal): void {
  const command = image
    .command('delete')
    .summary('delete images')
    .description('Deletes images and their data, for good. A failure does not keep it from the others.')
    .argument('<image...>', 'ids, or names that only one image has')
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine image delete debian-12 debian-12-old`,
    )
    .action(async (idsOrNames: string[], options: ConnectionOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      await attemptEach(idsOrNames, terminal, async (idOrName) => {
        const { id } = await findImage(client, idOrName, signal)
        await client.images.delete(id, { signal })
      })
    })
}
