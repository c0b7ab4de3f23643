import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { findImage } from '../find-image.ts'
import { addFormatOption } from '../options.ts'
import { type Format, printImageTasks } from '../output.ts'
import type { Terminal } from '../terminal.ts'

export function addImageTaskList(task: Command, terminal: Terminal): void {
  const command = task
    .command('list')
    .summary('list what is done with an image')
    .description(
      'Lists what the server does with an image, or did in the last two days: whether it went well, or why not.',
    )
    .argument('<image>', 'id, or a name that only one image has')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image task list debian-13
  vitrine image task list debian-13 -f json | jq -r '.[] | select(.status == "failure") | .message'`,
    )
    .action(async (idOrName: string, options: ConnectionOptions & { format: Format }) => {
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      const { id } = await findImage(client, idOrName, signal)
      printImageTasks(terminal.stdout, await client.tasks.listOfImage(id, { signal }), options.format)
    })
}
