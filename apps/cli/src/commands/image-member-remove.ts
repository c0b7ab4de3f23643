import type { ImageClient } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage, findImageV1 } from '../find-image.ts'
import type { Terminal } from '../terminal.ts'

interface RemoveCommand {
  /** The words before `remove`. */
  readonly path: string
  find(client: ImageClient, idOrName: string, signal: AbortSignal): Promise<{ readonly id: string }>
  remove(client: ImageClient, imageId: string, projectId: string, options: { signal: AbortSignal }): Promise<void>
}

export function addImageMemberRemove(member: Command, terminal: Terminal): void {
  addRemoveCommand(member, terminal, {
    path: 'vitrine image member',
    find: findImage,
    remove: ({ members }, ...removal) => members.remove(...removal),
  })
}

export function addImageV1MemberRemove(member: Command, terminal: Terminal): void {
  addRemoveCommand(member, terminal, {
    path: 'vitrine image v1 member',
    find: findImageV1,
    remove: ({ v1: { members } }, ...removal) => members.remove(...removal),
  })
}

function addRemoveCommand(parent: Command, terminal: Terminal, { path, find, remove }: RemoveCommand): void {
  const command = parent
    .command('remove')
    .summary('share an image with a project no longer')
    .description('Ends sharing with a project. What it has copied it keeps.')
    .argument('<image>', 'id, or a name that only one image has')
    .argument('<project>', 'id of the project')
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  ${path} remove debian-13 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f`,
    )
    .action(async (idOrName: string, projectId: string, options: ConnectionOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await find(client, idOrName, signal)
      await remove(client, id, projectId, { signal })
    })
}
