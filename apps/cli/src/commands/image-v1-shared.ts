import type { SharedImage } from '@vitrine/client'
import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connectWithLogin } from '../connection.ts'
import { findProjectId } from '../find-project.ts'
import { addFormatOption } from '../options.ts'
import { type Format, printList } from '../output.ts'
import type { Terminal } from '../terminal.ts'

const COLUMNS = ['image_id', 'can_share'] as const satisfies (keyof SharedImage)[]

export function addImageV1Shared(image: Command, terminal: Terminal): void {
  const command = image
    .command('shared')
    .summary('list the images that are shared with a project')
    .description("Lists the images that are shared with a project: one's own, or for administrators any.")
    .argument('<project>', 'id or name of the project; without a login its id')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image v1 shared lab`,
    )
    .action(async (project: string, options: ConnectionOptions & { format: Format }) => {
      const { client, login } = await connectWithLogin(command, options, terminal)
      const shared = await client.v1.sharedWith(await findProjectId(login, project), { signal: terminal.signal })
      printList(terminal.stdout, shared, COLUMNS, options.format)
    })
}
