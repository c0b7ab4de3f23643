import type { TaskSummary } from '@vitrine/client'
import { type Command, Option } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { addFormatOption, parseCount } from '../options.ts'
import { type Format, printDetails, printTasks } from '../output.ts'
import type { Terminal } from '../terminal.ts'

const STATUSES = Object.keys({
  pending: true,
  processing: true,
  success: true,
  failure: true,
} satisfies Record<TaskSummary['status'], true>)

interface ListOptions extends ConnectionOptions {
  format: Format
  limit?: number
  status?: TaskSummary['status']
  owner?: string
}

export function addTaskCommands(task: Command, terminal: Terminal): void {
  addTaskList(task, terminal)
  addTaskShow(task, terminal)
}

function addTaskList(task: Command, terminal: Terminal): void {
  const command = task
    .command('list')
    .summary('list tasks')
    .description('Lists what the server does, or did in the last two days, newest first; for administrators.')
    .option('--limit <n>', 'show so many and no more', parseCount)
    .addOption(new Option('--status <status>', 'only those').choices(STATUSES))
    .option('--owner <project>', 'only those of the project with this id')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine task list --status failure --limit 10
  vitrine task list -f json`,
    )
    .action(async ({ limit, status, owner, ...options }: ListOptions) => {
      const { tasks } = await connect(command, options, terminal)
      const found: TaskSummary[] = []
      if (limit !== 0) {
        for await (const one of tasks.list({ status, owner }, { signal: terminal.signal })) {
          found.push(one)
          if (found.length === limit) break
        }
      }
      printTasks(terminal.stdout, found, options.format)
    })
}

function addTaskShow(task: Command, terminal: Terminal): void {
  const command = task
    .command('show')
    .summary('show one task')
    .description('Shows what a task is to do, how far it is, and what came of it; for administrators.')
    .argument('<task>', 'id')
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine task show 3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00
  vitrine task show 3d9a1f52-0c7b-4e6f-8a21-5b4c3d2e1f00 -f json | jq -r .message`,
    )
    .action(async (id: string, options: ConnectionOptions & { format: Format }) => {
      const { tasks } = await connect(command, options, terminal)
      printDetails(terminal.stdout, await tasks.show(id, { signal: terminal.signal }), options.format)
    })
}
