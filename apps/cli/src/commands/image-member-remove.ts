import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import type { Terminal } from '../terminal.ts'

export function addImageMemberRemove(member: Command, terminal: Terminal): void {
  const command = member
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
  vitrine image member remove debian-13 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f`,
    )
    .action(async (idOrName: string, projectId: string, options: ConnectionOptions) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImage(client, idOrName, signal)
      await client.members.remove(id, projectId, { signal })
    })
}
