import type { ImageClient } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage, findImageV1 } from '../find-image.ts'
import { addFormatOption } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

interface ShowCommand {
  /** The words before `show`. */
  readonly path: string
  readonly description: string
  find(client: ImageClient, idOrName: string, signal: AbortSignal): Promise<object>
}

export function addImageShow(image: Command, terminal: Terminal): void {
  addShowCommand(image, terminal, {
    path: 'vitrine image',
    description: 'Shows everything about an image, custom properties included.',
    find: findImage,
  })
}

export function addImageV1Show(v1: Command, terminal: Terminal): void {
  addShowCommand(v1, terminal, {
    path: 'vitrine image v1',
    description: 'Shows everything that version 1 of the API says of an image.',
    find: findImageV1,
  })
}

function addShowCommand(parent: Command, terminal: Terminal, { path, description, find }: ShowCommand): void {
  const command = parent
    .command('show')
    .summary('show one image')
    .description(description)
    .argument('<image>', 'id, or a name that only one image has')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  ${path} show debian-13
  ${path} show 6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b -f json | jq .checksum`,
    )
    .action(async (idOrName: string, options: ConnectionOptions & { format: Format }) => {
      const client = await connect(command, options, terminal)
      printDetails(terminal.stdout, { ...(await find(client, idOrName, terminal.signal)) }, options.format)
    })
}
