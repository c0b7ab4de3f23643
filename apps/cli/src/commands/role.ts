import type { Command } from 'commander'
import { type Administration, addAdministered, addAdministrationOptions, administer } from '../administration.ts'
import { addDeleteCommand, addListCommand } from '../administration-commands.ts'
import { addRecordOptions, printRecord, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'

interface PlaceOptions {
  user: string
  project: string
}

const fields = ['id', 'name']

export function addRoleCommands(program: Command, terminal: Terminal): void {
  const role = addAdministered(program, 'role', 'manage roles, and who has them where')
  addRoleCreate(role, terminal)
  addListCommand(role, terminal, {
    summary: 'list roles',
    description: 'Lists all roles, by name.',
    example: 'vitrine role list',
    fields,
    list: (administration) => administration.listRoles(),
  })
  addDeleteCommand(role, terminal, {
    summary: 'delete roles',
    description: 'Deletes roles, and takes them from everybody who has them.',
    example: 'vitrine role delete curator',
    remove: (administration, reference) => administration.deleteRole(reference),
  })
  addGrantCommand(role, terminal, {
    name: 'add',
    summary: 'give a role to a user in a project',
    description:
      'Gives a role to a user in a project. A reader sees the images there, a member also makes and changes them, and an ' +
      'admin of any project is administrator of the server. A policy file may say otherwise, and of roles of your own.',
    apply: (administration, grant) => administration.grantRole(grant),
  })
  addGrantCommand(role, terminal, {
    name: 'remove',
    summary: 'take a role from a user in a project',
    description: 'Takes a role from a user in a project, from tokens and application credentials too.',
    apply: (administration, grant) => administration.revokeRole(grant),
  })
  addAssignmentList(role, terminal)
}

function addRoleCreate(role: Command, terminal: Terminal): void {
  const command = role
    .command('create')
    .summary('create a role')
    .description('Creates a role, for rules of a policy file to name.')
    .argument('<name>', 'name that no other role has')
  addAdministrationOptions(addRecordOptions(command, fields))
    .addHelpText(
      'after',
      `
Examples:
  vitrine role create curator`,
    )
    .action((name: string, options: RecordOptions) =>
      administer(command, terminal, async (administration) => {
        printRecord(terminal, await administration.createRole(name), options)
      }),
    )
}

type Grant = Parameters<Administration['grantRole']>[0]

function addGrantCommand(
  role: Command,
  terminal: Terminal,
  given: {
    readonly name: string
    readonly summary: string
    readonly description: string
    readonly apply: (administration: Administration, grant: Grant) => Promise<void>
  },
): void {
  const { name, summary, description, apply } = given
  const command = role
    .command(name)
    .summary(summary)
    .description(description)
    .argument('<role>', 'id or name')
    .requiredOption('--user <user>', 'who')
    .requiredOption('--project <project>', 'where')
  addAdministrationOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine role ${name} --user ann --project lab member`,
    )
    .action((role: string, { user, project }: PlaceOptions) =>
      administer(command, terminal, (administration) => apply(administration, { user, project, role })),
    )
}

function addAssignmentList(role: Command, terminal: Terminal): void {
  const assignment = role.command('assignment').description('who has which role where')
  addListCommand(assignment, terminal, {
    summary: 'list who has which role where',
    description: 'Lists who has which role where.',
    example: 'vitrine role assignment list --project lab',
    fields: ['role', 'user', 'project'],
    list: (administration, { user, project }: Partial<PlaceOptions>) =>
      administration.listGrants({ ...(user !== undefined && { user }), ...(project !== undefined && { project }) }),
  })
    .option('--user <user>', 'only those of this user')
    .option('--project <project>', 'only those in this project')
}
