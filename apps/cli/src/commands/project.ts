import type { Command } from 'commander'
import {
  addAdministered,
  addAdministrationOptions,
  addEnableOptions,
  administer,
  type EnableOptions,
  enabledOf,
} from '../administration.ts'
import { addDeleteCommand, addListCommand, addShowCommand } from '../administration-commands.ts'
import { usageError } from '../options.ts'
import { addRecordOptions, printRecord, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'

interface ProjectOptions extends EnableOptions, RecordOptions {
  name?: string
  description?: string
}

const fields = ['id', 'name', 'description', 'enabled']

export function addProjectCommands(program: Command, terminal: Terminal): void {
  const project = addAdministered(program, 'project', 'manage projects, which own images')
  addProjectCreate(project, terminal)
  addListCommand(project, terminal, {
    summary: 'list projects',
    description: 'Lists all projects, by name.',
    example: 'vitrine project list',
    fields,
    list: (administration) => administration.listProjects(),
  })
  addShowCommand(project, terminal, {
    summary: 'show one project',
    description: 'Shows a project.',
    example: 'vitrine project show lab -f value -c id',
    fields,
    show: (administration, reference) => administration.showProject(reference),
  })
  addProjectSet(project, terminal)
  addDeleteCommand(project, terminal, {
    summary: 'delete projects',
    description:
      'Deletes projects, with the roles and application credentials in them. Their images stay, for administrators.',
    example: 'vitrine project delete lab',
    remove: (administration, reference) => administration.deleteProject(reference),
  })
}

function addProjectCreate(project: Command, terminal: Terminal): void {
  const command = project
    .command('create')
    .summary('create a project')
    .description('Creates a project. Users work in it by their roles there (vitrine role add).')
    .argument('<name>', 'name that no other project has')
  addProjectOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine project create lab --description 'Nightly builds'`,
    )
    .action((name: string, options: ProjectOptions) =>
      administer(command, terminal, async (administration) => {
        printRecord(terminal, await administration.createProject({ ...changesOf(options), name }), options)
      }),
    )
}

function addProjectSet(project: Command, terminal: Terminal): void {
  const command = project
    .command('set')
    .summary('change a project')
    .description('Changes a project.')
    .argument('<project>', 'id or name')
    .option('--name <name>', 'new name')
  addProjectOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine project set lab --name laboratory
  vitrine project set lab --disable`,
    )
    .action((reference: string, options: ProjectOptions) =>
      administer(command, terminal, async (administration) => {
        const changes = changesOf(options)
        if (Object.keys(changes).length === 0) usageError(command, 'there is nothing to set')
        printRecord(terminal, await administration.setProject(reference, changes), options)
      }),
    )
}

function addProjectOptions(command: Command): Command {
  command.option('--description <text>', 'what it is for')
  addEnableOptions(command, 'project')
  return addAdministrationOptions(addRecordOptions(command, fields))
}

function changesOf({ name, description, ...options }: ProjectOptions) {
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...enabledOf(options),
  }
}
