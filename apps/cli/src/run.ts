import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addCredentialCommands } from './commands/credential.ts'
import { addImageActivationCommands } from './commands/image-activation.ts'
import { addImageCreate } from './commands/image-create.ts'
import { addImageDelete } from './commands/image-delete.ts'
import { addImageLinkCommands } from './commands/image-link.ts'
import { addImageLinkSave } from './commands/image-link-save.ts'
import { addImageList } from './commands/image-list.ts'
import { addImageLocationAdd } from './commands/image-location-add.ts'
import { addImageLocationList } from './commands/image-location-list.ts'
import { addImageLocationRemove } from './commands/image-location-remove.ts'
import { addImageLocationSet } from './commands/image-location-set.ts'
import { addImageMemberAdd } from './commands/image-member-add.ts'
import { addImageMemberList } from './commands/image-member-list.ts'
import { addImageMemberRemove } from './commands/image-member-remove.ts'
import { addImageMemberSet } from './commands/image-member-set.ts'
import { addImageMemberShow } from './commands/image-member-show.ts'
import { addImageSave } from './commands/image-save.ts'
import { addImageSet } from './commands/image-set.ts'
import { addImageShow } from './commands/image-show.ts'
import { addImageTagCommands } from './commands/image-tag.ts'
import { addImageTaskList } from './commands/image-task-list.ts'
import { addImageUnset } from './commands/image-unset.ts'
import { addProjectCommands } from './commands/project.ts'
import { addRoleCommands } from './commands/role.ts'
import { addServe } from './commands/serve.ts'
import { addStoreList } from './commands/store-list.ts'
import { addTaskCommands } from './commands/task.ts'
import { addTokenIssue } from './commands/token-issue.ts'
import { addUsage } from './commands/usage.ts'
import { addUserCommands } from './commands/user.ts'
import { reportFailure } from './failure.ts'
import { addImageV1Commands } from './image-v1-commands.ts'
import type { Terminal } from './terminal.ts'
import { addUForgeCommands } from './uforge-commands.ts'

/** Runs one command line and says how the process exits: 0 done, 1 failed, 2 wrongly used, or what an interruption says. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const program = createProgram(terminal)
    pointToHelp(program)
    await program.parseAsync([...words], { from: 'user' })
    return 0
  } catch (error) {
    return reportFailure(error, terminal)
  }
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('vitrine')
    .description('Serves machine images, and works with those of any OpenStack Image service.')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    // What follows a command is its own: an appliance has a --version too.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .exitOverride()
  program.addHelpText(
    'after',
    `
Examples:
  vitrine serve
  vitrine image create debian-13 --file debian-13.qcow2 --disk-format qcow2
  vitrine image list --long

'vitrine COMMAND --help' has more. Exit status: 0 done, 1 refused or failed, 2 wrong usage, 130 interrupted.`,
  )
  addServe(program, terminal)
  const image = program.command('image').description('work with images')
  for (const add of [
    addImageCreate,
    addImageList,
    addImageShow,
    addImageSet,
    addImageUnset,
    addImageSave,
    addImageActivationCommands,
    addImageDelete,
  ]) {
    add(image, terminal)
  }
  addImageTagCommands(image.command('tag').description('change the tags of images one by one'), terminal)
  const location = image.command('location').description('work with the places where data lies')
  for (const add of [addImageLocationAdd, addImageLocationList, addImageLocationSet, addImageLocationRemove]) {
    add(location, terminal)
  }
  const member = image.command('member').description('share images with other projects')
  for (const add of [
    addImageMemberAdd,
    addImageMemberList,
    addImageMemberShow,
    addImageMemberSet,
    addImageMemberRemove,
  ]) {
    add(member, terminal)
  }
  const link = image.command('link').description('let others download images once, without a login')
  for (const add of [addImageLinkCommands, addImageLinkSave]) add(link, terminal)
  addImageV1Commands(image, terminal)
  addUForgeCommands(program, terminal)
  addStoreList(program.command('store').description('work with the places that data is in'), terminal)
  addUsage(program, terminal)
  addImageTaskList(image.command('task').description('see what is done with images'), terminal)
  addTaskCommands(program.command('task').description('see what the server does'), terminal)
  addTokenIssue(program.command('token').description('work with tokens'), terminal)
  for (const add of [addUserCommands, addProjectCommands, addRoleCommands, addCredentialCommands]) {
    add(program, terminal)
  }
  return program
}

function pointToHelp(command: Command): void {
  command.showHelpAfterError(`Help: ${pathOf(command)} --help`)
  for (const subcommand of command.commands) pointToHelp(subcommand)
}

const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
}
