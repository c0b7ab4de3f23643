import type { Command } from 'commander'
import { describeFailure, ShownFailures } from '../failure.ts'
import { findImage } from '../find-image.ts'
import { addConnectionOptions, type ConnectionOptions, connect } from '../options.ts'
import { print, type Terminal } from '../terminal.ts'

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
      const client = connect(command, options, terminal)
      const { signal } = terminal
      let failed = false
      for (const idOrName of idsOrNames) {
        try {
          const { id } = await findImage(client, idOrName, signal)
          await client.images.delete(id, { signal })
        } catch (error) {
          signal.throwIfAborted()
          print(terminal.stderr, `vitrine: ${idOrName}: ${describeFailure(error)}`)
          failed = true
        }
      }
      if (failed) throw new ShownFailures()
    })
}
