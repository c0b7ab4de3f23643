import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { addFormatOption } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

export function addImageMemberShow(member: Command, terminal: Terminal): void {
  const command = member
    .command('show')
    .summary('show what a project said to an image')
    .description('Shows since when an image is shared with a project, and what the project said to it.')
    .argument('<image>', 'id, or a name that only one image has')
    .argument('<project>', 'id of the project')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image member show debian-13 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f -f json | jq -r .status`,
    )
    .action(async (idOrName: string, projectId: string, options: ConnectionOptions & { format: Format }) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImage(client, idOrName, signal)
      printDetails(terminal.stdout, await client.members.show(id, projectId, { signal }), options.format)
    })
}
