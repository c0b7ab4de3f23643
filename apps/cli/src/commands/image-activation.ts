import type { ImageClient } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { attemptEach } from '../failure.ts'
import { findImage } from '../find-image.ts'
import type { Terminal } from '../terminal.ts'

interface ActivationCommand {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly example: string
  act(client: ImageClient, imageId: string, options: { signal: AbortSignal }): Promise<void>
}

export function addImageActivationCommands(image: Command, terminal: Terminal): void {
  addActivationCommand(image, terminal, {
    name: 'deactivate',
    summary: 'take the data of images out of use',
    description:
      'Takes the data of active images out of use: only administrators can download it then. Everything else stays, and ' +
      'activate puts it back.',
    example: 'vitrine image deactivate debian-12',
    act: ({ images }, ...act) => images.deactivate(...act),
  })
  addActivationCommand(image, terminal, {
    name: 'activate',
    summary: 'put the data of deactivated images back into use',
    description: 'Puts the data of deactivated images back into use, as it was.',
    example: 'vitrine image activate debian-12',
    act: ({ images }, ...act) => images.reactivate(...act),
  })
}

function addActivationCommand(image: Command, terminal: Terminal, what: ActivationCommand): void {
  const command = image
    .command(what.name)
    .summary(what.summary)
    .description(`${what.description} A failure does not keep it from the others.`)
    .argument('<image...>', 'ids, or names that only one image has')
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  ${what.example}`,
    )
    .action(async (idsOrNames: string[], options: ConnectionOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      await attemptEach(idsOrNames, terminal, async (idOrName) => {
        const { id } = await findImage(client, idOrName, signal)
        await what.act(client, id, { signal })
      })
    })
}
