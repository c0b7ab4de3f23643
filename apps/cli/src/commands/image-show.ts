import type { Command } from 'commander'
import { findImage } from '../find-image.ts'
import { addConnectionOptions, addFormatOption, type ConnectionOptions, connect } from '../options.ts'
import { type Format, printImage } from '../output.ts'
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
      const client = connect(command, options, terminal)
      printImage(terminal.stdout, await findImage(client, idOrName, terminal.signal), options.format)
    })
}
