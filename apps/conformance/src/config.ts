import { resolve } from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import type { Account } from './uforge.ts'

/** `openstack` accepts the named differences of servers in the field; `vitrine` accepts the right answer only. */
export const PROFILES = ['openstack', 'vitrine'] as const
export type Profile = (typeof PROFILES)[number]

export interface Config {
  readonly url: string
  readonly profile: Profile
  readonly only: readonly string[]
  readonly reportDir: string
  readonly token: string | undefined
  readonly osCloud: string | undefined
  readonly otherToken: string | undefined
  readonly otherOsCloud: string | undefined
  /** Who calls UForge; undefined for the user of the cloud. */
  readonly account: Account | undefined
  /** What UForge makes appliances of; undefined where the run makes an image for that. */
  readonly distribution: string | undefined
  readonly requestTimeout: number
  /** Where images are served that the service is asked to fetch. */
  readonly source: { readonly host: string; readonly port: number }
}

/** The command line could not be used; `exitCode` is 0 when it asked for help. */
export class UsageError extends Error {
  readonly exitCode: 0 | 2

  constructor(message: string, exitCode: 0 | 2 = 2) {
    super(message)
    this.exitCode = exitCode
  }
}

const createCommand = () =>
  new Command('conformance')
    .description('Judges an Image service by what it answers. Exit: 0 all good, 1 the server failed, 2 no verdict.')
    .requiredOption('--url <url>', 'base of the service, without /v2, /v1 or /api')
    .option('--os-cloud <name>', 'log in as this cloud of clouds.yaml')
    .addOption(new Option('--token <token>', 'use this token').env('OS_TOKEN').conflicts('osCloud'))
    .option('--other-os-cloud <name>', 'a second caller, of another project, for the cases about visibility')
    .addOption(new Option('--other-token <token>', 'its token instead').conflicts('otherOsCloud'))
    .option('--user <name>', 'who calls UForge, if not the user of --os-cloud')
    .addOption(new Option('--password <password>', 'and its password').env('OS_PASSWORD'))
    .option(
      '--distribution <uri>',
      'what UForge is to make appliances of, such as distributions/1; a new image if not said',
    )
    .addOption(new Option('--profile <profile>', 'what to accept').choices([...PROFILES]).default('openstack'))
    .option('--only <pattern...>', 'ids of cases or operations; part of an id, or with * for any text')
    .option('--report-dir <dir>', 'where the reports go', 'reports/conformance')
    .option('--request-timeout <seconds>', 'how long one answer may take', '30')
    .option(
      '--source <host:port>',
      'own address to serve images at, for cases in which the service fetches some; port 0 takes a free one',
      '127.0.0.1:0',
    )

const parseUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new UsageError(`--url is not an http URL: ${text}`)
  if (url.username || url.password) throw new UsageError('--url holds credentials; use --token or --os-cloud')
  if (url.search || url.hash) throw new UsageError(`--url has a query or a fragment: ${text}`)
  return `${url.origin}${url.pathname.replace(/\/((v[12](\.\d+)?|api)\/?)?$/, '')}`
}

const parseAccount = (name: string | undefined, password: string | undefined): Account | undefined => {
  if (name === undefined) return undefined
  if (password === undefined) throw new UsageError('--user needs a password: --password, or OS_PASSWORD')
  return { name, password }
}

const parseSeconds = (text: string): number => {
  const seconds = Number(text)
  if (!(seconds > 0)) throw new UsageError(`--request-timeout is not a number of seconds: ${text}`)
  return seconds * 1000
}

const parseSource = (text: string): Config['source'] => {
  const [, host, port] = /^([\w.-]+):(\d{1,5})$/.exec(text) ?? []
  if (host === undefined || Number(port) > 65535) throw new UsageError(`--source is not HOST:PORT: ${text}`)
  return { host, port: Number(port) }
}

/** Reads the command line; `base` is the directory that relative paths mean. */
export const parseConfig = (args: readonly string[], base: string): Config => {
  const command = createCommand()
  let output = ''
  const write = (text: string) => {
    output += text
  }
  command.exitOverride().configureOutput({ writeOut: write, writeErr: write })
  try {
    command.parse(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    throw new UsageError(output.trim() || error.message, error.exitCode === 0 ? 0 : 2)
  }
  if (command.args.length > 0) throw new UsageError(`unexpected argument: ${command.args.join(' ')}`)
  const options = command.opts()
  return Object.freeze({
    url: parseUrl(options.url),
    profile: options.profile,
    only: options.only ?? [],
    reportDir: resolve(base, options.reportDir),
    token: options.token,
    osCloud: options.osCloud,
    otherToken: options.otherToken,
    otherOsCloud: options.otherOsCloud,
    account: parseAccount(options.user, options.password),
    distribution: options.distribution,
    requestTimeout: parseSeconds(options.requestTimeout),
    source: parseSource(options.source),
  })
}
