import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { addFormatOption } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

export function addImageShow(image: Command, terminal: Terminal): void {
  const command = image
    .command('show')
    .summary('show one image')
    .description('Shows everything about an image, custom properties included.')
    .argument('<image>', 'id, or a name that only one image has')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image show debian-13
  vitrine image show 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b -f json | jq .checksum`,
    )
    .action(async (idOrName: string, options: ConnectionOptions & { format: Format }) => {
      const client = await connect(command, options, terminal)
      printDetails(terminal.stdout, await findImage(client, idOrName, terminal.signal), options.format)
    })
}
