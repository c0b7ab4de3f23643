import type { ImageClient } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { attemptEach } from '../failure.ts'
import { findImage } from '../find-image.ts'
import type { Terminal } from '../terminal.ts'

interface TagCommand {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly example: string
  change(client: ImageClient, imageId: string, tag: string, options: { signal: AbortSignal }): Promise<void>
}

export function addImageTagCommands(tag: Command, terminal: Terminal): void {
  addTagCommand(tag, terminal, {
    name: 'add',
    summary: 'add tags to an image',
    description: 'Adds tags to an image, which keeps those it has. One that it has already does no harm.',
    example: 'vitrine image tag add debian-13 lts stable',
    change: ({ tags }, ...change) => tags.add(...change),
  })
  addTagCommand(tag, terminal, {
    name: 'remove',
    summary: 'remove tags from an image',
    description: 'Removes tags from an image, which keeps the others.',
    example: 'vitrine image tag remove debian-13 testing',
    change: ({ tags }, ...change) => tags.delete(...change),
  })
}

function addTagCommand(parent: Command, terminal: Terminal, what: TagCommand): void {
  const command = parent
    .command(what.name)
    .summary(what.summary)
    .description(`${what.description} A failure does not keep it from the others.`)
    .argument('<image>', 'id, or a name that only one image has')
    .argument('<tag...>', "tags; one with a slash is a matter of 'vitrine image set' and 'unset'")
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  ${what.example}`,
    )
    .action(async (idOrName: string, tags: string[], options: ConnectionOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImage(client, idOrName, signal)
      await attemptEach(tags, terminal, (tag) => what.change(client, id, tag, { signal }))
    })
}
