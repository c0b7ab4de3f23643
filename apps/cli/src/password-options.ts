import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import { Failure } from './failure.ts'
import { usageError } from './options.ts'
import { askInSecret } from './prompt.ts'
import type { Terminal } from './terminal.ts'

export interface PasswordOptions {
  passwordPrompt?: true
  passwordFile?: string
  randomPassword?: true
}

/** How a password comes in; never as an argument, which process lists show to everyone. */
export function addPasswordOptions(command: Command): Command {
  return command
    .addOption(new Option('--password-prompt', 'ask for a password').conflicts(['passwordFile', 'randomPassword']))
    .addOption(
      new Option(
        '--password-file <file>',
        "file that holds one line, the password; '-' reads it from a pipe",
      ).conflicts('randomPassword'),
    )
    .option('--random-password', 'make up a password, and print it')
    .addOption(new Option('--password <password>').hideHelp())
    .on('option:password', () =>
      usageError(
        command,
        'a password on the command line is shown to everyone on this machine: use --password-prompt, --password-file or ' +
          '--random-password',
      ),
    )
}

/** The password as the options say; undefined where they say nothing. */
export async function readPassword(
  command: Command,
  { passwordPrompt, passwordFile, randomPassword }: PasswordOptions,
  terminal: Terminal,
): Promise<string | undefined> {
  if (passwordPrompt) return askForPassword(command, terminal)
  if (passwordFile !== undefined) return readPasswordFile(command, passwordFile, terminal)
  return randomPassword && (await import('@vitrine/server-app/administration')).newSecret()
}

async function askForPassword(command: Command, terminal: Terminal): Promise<string> {
  if (!terminal.stdin.isTTY) {
    usageError(command, "--password-prompt needs a terminal: use '--password-file -' in scripts")
  }
  const [password = '', repeated] = await askInSecret(terminal, ['Password: ', 'The same again: '])
  if (password !== repeated) throw new Failure('The two passwords differ: nothing was changed')
  return password
}

async function readPasswordFile(command: Command, file: string, { stdin }: Terminal): Promise<string> {
  if (file === '-' && stdin.isTTY) {
    usageError(command, "'--password-file -' reads from a pipe, and this is a terminal: use --password-prompt")
  }
  const content = await (file === '-' ? text(stdin) : readFile(file, 'utf8'))
  const password = content.replace(/\r?\n$/, '')
  if (/[\r\n]/.test(password)) throw new Failure(`--password-file ${file} must hold one line, the password`)
  return password
}
