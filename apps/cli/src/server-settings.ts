import { type Setting, settings } from '@vitrine/server-app/settings'
import { type Command, Option } from 'commander'
import { usageError } from './options.ts'
import type { Terminal } from './terminal.ts'

type SettingName = (typeof settings)[number]['name']

/** Options for settings of the server, all of them or the named ones, and for its configuration file. */
export function addSettingOptions(command: Command, ...names: readonly SettingName[]): Command {
  command.option('--config <file>', 'YAML file with lines such as data_dir: /srv/images')
  const chosen = settings.filter(({ name }) => names.length === 0 || names.includes(name))
  for (const { flag, placeholder, environment, defaultValue, meaning } of chosen) {
    const origin = [`$${environment}`, ...(defaultValue ? [`or ${defaultValue}`] : [])].join(', ')
    command.option(`${flag} <${placeholder.toLowerCase()}>`, `${meaning} (default: ${origin})`)
  }
  return command
}

/** What the command line says of these settings, and where the others are. */
export function settingSources(command: Command, { environment }: Terminal) {
  const given = command.opts<Record<string, string | undefined>>()
  const find = ({ flag }: Setting) => given[new Option(flag).attributeName()]
  const flags = Object.fromEntries(settings.map((setting) => [setting.name, find(setting)]))
  return { flags, environment, file: given.config }
}

interface ServerModule {
  readonly ConfigError: new (message: string) => Error
}

/** Does something with a part of the server that is only now loaded. Settings that it cannot use are wrong usage. */
export async function withServer<S extends ServerModule, T>(
  command: Command,
  loading: Promise<S>,
  work: (server: S) => Promise<T>,
): Promise<T> {
  const server = await loading
  return work(server).catch((error: unknown) => {
    if (error instanceof server.ConfigError) usageError(command, error.message)
    throw error
  })
}
