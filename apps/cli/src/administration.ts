import type { OpenAdministration } from '@vitrine/server-app/administration'
import { type Command, Option } from 'commander'
import { addSettingOptions, settingSources, withServer } from './server-settings.ts'
import type { Terminal } from './terminal.ts'

export type Administration = OpenAdministration['administration']

/** Opens the users of the server whose settings these are, for as long as the work takes. */
export async function administer<T>(
  command: Command,
  terminal: Terminal,
  work: (administration: Administration, opened: OpenAdministration) => Promise<T>,
): Promise<T> {
  const sources = settingSources(command, terminal)
  const opened = await withServer(command, import('@vitrine/server-app/administration'), (server) =>
    server.openAdministration(sources),
  )
  try {
    return await work(opened.administration, opened)
  } finally {
    await opened.close()
  }
}

/** Where the users are. */
export function addAdministrationOptions(command: Command): Command {
  return addSettingOptions(command, 'data_dir', 'database_url')
}

const NOTE = `
Of the built-in identity. This works on the data directory of a server, without a login, also while it runs: it follows
within five seconds.`

/** A kind of thing that the built-in identity keeps. */
export function addAdministered(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).addHelpText('after', NOTE)
}

export interface EnableOptions {
  enable?: true
  disable?: true
}

export function addEnableOptions(command: Command, thing: string): Command {
  return command
    .option('--enable', `accept logins and tokens of this ${thing}, as at first`)
    .addOption(new Option('--disable', `refuse logins and tokens of this ${thing}`).conflicts('enable'))
}

/** What these options change, if anything. */
export function enabledOf({ enable, disable }: EnableOptions): { enabled?: boolean } {
  return enable || disable ? { enabled: enable === true } : {}
}
