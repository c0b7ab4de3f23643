import type { MemberV1 } from '@vitrine/client'
import { type Command, Option } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect, connectWithLogin } from '../connection.ts'
import { findImageV1 } from '../find-image.ts'
import { findProjectId } from '../find-project.ts'
import { addFormatOption } from '../options.ts'
import { type Format, printList } from '../output.ts'
import type { Terminal } from '../terminal.ts'

const COLUMNS = ['member_id', 'can_share'] as const satisfies (keyof MemberV1)[]

export function addImageV1MemberList(member: Command, terminal: Terminal): void {
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
  vitrine image v1 member list debian-13`,
    )
    .action(async (idOrName: string, options: ConnectionOptions & { format: Format }) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImageV1(client, idOrName, signal)
      printList(terminal.stdout, await client.v1.members.list(id, { signal }), COLUMNS, options.format)
    })
}

export function addImageV1MemberSet(member: Command, terminal: Terminal): void {
  const command = member
    .command('set')
    .summary('share an image with a project')
    .description(
      'Shares an image with a project, which has it in the lists of version 1 at once; or says anew whether a project ' +
        'may share it in turn.',
    )
    .argument('<image>', 'id, or a name that only one image has')
    .argument('<project>', 'id or name of the project; without a login its id')
    .addOption(new Option('--can-share', 'let it share the image in turn'))
    .addOption(new Option('--no-can-share', 'do not let it share the image; so it is for a new one'))
  addConnectionOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine image v1 member set debian-13 lab
  vitrine image v1 member set debian-13 9c2e1a7d4b8f4c0e8a5d3f6b7c8d9e0f --can-share`,
    )
    .action(async (idOrName: string, project: string, options: ConnectionOptions & { canShare?: boolean }) => {
      const { client, login } = await connectWithLogin(command, options, terminal)
      const { signal } = terminal
      const { canShare } = options
      const { id } = await findImageV1(client, idOrName, signal)
      const projectId = await findProjectId(login, project)
      const change = canShare === undefined ? undefined : { can_share: canShare }
      await client.v1.members.put(id, projectId, change, { signal })
    })
}
