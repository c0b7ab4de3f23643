import { describingLocation } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { addFormatOption, collectProperty } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

interface SetOptions extends ConnectionOptions {
  format: Format
  metadata?: Map<string, string>
}

export function addImageLocationSet(location: Command, terminal: Terminal): void {
  const command = location
    .command('set')
    .summary('say something else of a location')
    .description('Replaces what is said of a place: without --metadata it is nothing.')
    .argument('<image>', 'id, or a name that only one image has')
    .argument('<url>', 'as the server shows it')
    .option('--metadata <key=value>', 'what to say; repeat it for more', collectProperty)
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image location set debian-13 https://images.example/debian-13.qcow2 --metadata region=north`,
    )
    .action(async (idOrName: string, url: string, { metadata = new Map(), ...options }: SetOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const image = await findImage(client, idOrName, signal)
      const patch = describingLocation(image, url, Object.fromEntries(metadata))
      printDetails(terminal.stdout, await client.images.update(image.id, patch, { signal }), options.format)
    })
}
