import type { Command } from 'commander'
import {
  type Administration,
  addAdministered,
  addAdministrationOptions,
  addEnableOptions,
  administer,
  type EnableOptions,
  enabledOf,
} from '../administration.ts'
import { addDeleteCommand, addListCommand, addShowCommand } from '../administration-commands.ts'
import { usageError } from '../options.ts'
import { addPasswordOptions, type PasswordOptions, readPassword } from '../password-options.ts'
import { addRecordOptions, printRecord, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'

type UserAccount = Awaited<ReturnType<Administration['showUser']>>

interface UserOptions extends PasswordOptions, EnableOptions, RecordOptions {
  name?: string
  project?: string
}

const fields = ['id', 'name', 'enabled', 'has_password', 'default_project_id']

export function addUserCommands(program: Command, terminal: Terminal): void {
  const user = addAdministered(program, 'user', 'manage users')
  addUserCreate(user, terminal)
  addListCommand(user, terminal, {
    summary: 'list users',
    description: 'Lists all users, by name.',
    example: 'vitrine user list',
    fields,
    list: async (administration) => (await administration.listUsers()).map(toRecord),
  })
  addShowCommand(user, terminal, {
    summary: 'show one user',
    description: 'Shows a user.',
    example: 'vitrine user show ann',
    fields,
    show: async (administration, reference) => toRecord(await administration.showUser(reference)),
  })
  addUserSet(user, terminal)
  addDeleteCommand(user, terminal, {
    summary: 'delete users',
    description:
      'Deletes users, with their roles and application credentials; their tokens end. Images belong to projects, and stay.',
    example: 'vitrine user delete ann bob',
    remove: (administration, reference) => administration.deleteUser(reference),
  })
}

function addUserCreate(user: Command, terminal: Terminal): void {
  const command = user
    .command('create')
    .summary('create a user')
    .description(
      'Creates a user. Without a password only application credentials log in, and without a role (vitrine role add) ' +
        'there is nothing to log in for.',
    )
    .argument('<name>', 'name that no other user has')
  addUserOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine user create ann --project lab --password-prompt
  vitrine user create bob --password-file - < bob.txt
  vitrine user create ci --random-password -f value -c password`,
    )
    .action((name: string, options: UserOptions) =>
      administer(command, terminal, async (administration) => {
        const password = await readPassword(command, options, terminal)
        const account = await administration.createUser({ password: null, ...changesOf(options, password), name })
        printUser(terminal, account, options, password)
      }),
    )
}

function addUserSet(user: Command, terminal: Terminal): void {
  const command = user
    .command('set')
    .summary('change a user, or give a new password')
    .description('Changes a user. A new password, and --disable, end all tokens that the user has.')
    .argument('<user>', 'id or name')
    .option('--name <name>', 'new name')
  addUserOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine user set admin --random-password
  vitrine user set ann --password-prompt
  vitrine user set bob --disable`,
    )
    .action((reference: string, options: UserOptions) =>
      administer(command, terminal, async (administration) => {
        const password = await readPassword(command, options, terminal)
        const changes = changesOf(options, password)
        if (Object.keys(changes).length === 0) usageError(command, 'there is nothing to set')
        printUser(terminal, await administration.setUser(reference, changes), options, password)
      }),
    )
}

function addUserOptions(command: Command): Command {
  command.option('--project <project>', 'default project, for logins that name none')
  addEnableOptions(addPasswordOptions(command), 'user')
  return addAdministrationOptions(addRecordOptions(command, [...fields, 'password']))
}

function changesOf({ name, project, ...options }: UserOptions, password: string | undefined) {
  return {
    ...(name !== undefined && { name }),
    ...(project !== undefined && { defaultProject: project }),
    ...(password !== undefined && { password }),
    ...enabledOf(options),
  }
}

function toRecord({ id, name, enabled, hasPassword, defaultProjectId }: UserAccount) {
  return { id, name, enabled, has_password: hasPassword, default_project_id: defaultProjectId }
}

/** With the password if nobody knows it yet. */
function printUser(terminal: Terminal, user: UserAccount, options: UserOptions, password: string | undefined): void {
  printRecord(terminal, { ...toRecord(user), ...(options.randomPassword && { password }) }, options)
}
