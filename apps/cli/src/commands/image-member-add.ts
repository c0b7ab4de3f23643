import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connectWithLogin } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { findProjectId } from '../find-project.ts'
import { addFormatOption } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

export function addImageMemberAdd(member: Command, terminal: Terminal): void {
  const command = member
    .command('add')
    .summary('share an image with a project')
    .description(
      'Shares an image, which must be shared in visibility, with a project. The project can use it at once by its id, and ' +
        'has it in its lists when it has accepted it.',
    )
    .argument('<image>', 'id, or a name that only one image has')
    .argument('<project>', 'id or name of the project; without a login its id')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image member add debian-13 lab
  vitrine image member add debian-13 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f`,
    )
    .action(async (idOrName: string, project: string, options: ConnectionOptions & { format: Format }) => {
      const { client, login } = await connectWithLogin(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImage(client, idOrName, signal)
      const projectId = await findProjectId(login, project)
      printDetails(terminal.stdout, await client.members.add(id, projectId, { signal }), options.format)
    })
}
