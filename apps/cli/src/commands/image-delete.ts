import type { ImageClient } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { attemptEach } from '../failure.ts'
import { findImage, findImageV1 } from '../find-image.ts'
import type { Terminal } from '../terminal.ts'

interface DeleteCommand {
  /** The words before `delete`. */
  readonly path: string
  find(client: ImageClient, idOrName: string, signal: AbortSignal): Promise<{ readonly id: string }>
  remove(client: ImageClient, id: string, options: { signal: AbortSignal }): Promise<void>
}

export function addImageDelete(image: Command, terminal: Terminal): void {
  addDeleteCommand(image, terminal, {
    path: 'vitrine image',
    find: findImage,
    remove: ({ images }, ...removal) => images.delete(...removal),
  })
}

export function addImageV1Delete(v1: Command, terminal: Terminal): void {
  addDeleteCommand(v1, terminal, {
    path: 'vitrine image v1',
    find: findImageV1,
    remove: ({ v1: { images } }, ...removal) => images.delete(...removal),
  })
}

function addDeleteCommand(parent: Command, terminal: Terminal, { path, find, remove }: DeleteCommand): void {
  const command = parent
    .command('delete')
    .summary('delete images')
    .description('Deletes images and their data, for good. A failure does not keep it from the others.')
    .argument('<image...>', 'ids, or names that only one image has')
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  ${path} delete debian-12 debian-12-old`,
    )
    .action(async (idsOrNames: string[], options: ConnectionOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      await attemptEach(idsOrNames, terminal, async (idOrName) => {
        const { id } = await find(client, idOrName, signal)
        await remove(client, id, { signal })
      })
    })
}
