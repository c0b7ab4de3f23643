import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { addFormatOption } from '../options.ts'
import { type Format, printMembers } from '../output.ts'
import type { Terminal } from '../terminal.ts'

export function addImageMemberList(member: Command, terminal: Terminal): void {
  const command = member
    .command('list')
    .summary('list the projects that an image is shared with')
    .description('Lists the projects that an image is shared with: for its owner all, for one of them itself.')
    .argument('<image>', 'id, or a name that only one image has')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image member list debian-13
  vitrine image list --visibility shared --member-status pending    # the images that are offered to one's own project`,
    )
    .action(async (idOrName: string, options: ConnectionOptions & { format: Format }) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImage(client, idOrName, signal)
      printMembers(terminal.stdout, await client.members.list(id, { signal }), options.format)
    })
}
