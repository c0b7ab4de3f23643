import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addImageCreate } from './commands/image-create.ts'
import { addImageDelete } from './commands/image-delete.ts'
import { addImageList } from './commands/image-list.ts'
import { addImageSave } from './commands/image-save.ts'
import { addImageSet } from './commands/image-set.ts'
import { addImageShow } from './commands/image-show.ts'
import { addServe, mentionServe } from './commands/serve.ts'
import { reportFailure } from './failure.ts'
import type { Terminal } from './terminal.ts'

/** Runs one command line and says how the process exits: 0 done, 1 failed, 2 wrongly used, or what an interruption says. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const program = createProgram(terminal)
    if (words.includes('serve')) await addServe(program, terminal)
    else mentionServe(program)
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
  const image = program.command('image').description('work with images')
  for (const add of [addImageCreate, addImageList, addImageShow, addImageSet, addImageSave, addImageDelete]) {
    add(image, terminal)
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
