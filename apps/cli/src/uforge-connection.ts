import {
  createImageClient,
  createUForgeClient,
  type ImageClient,
  type UForgeClient,
  type UForgeCredentials,
} from '@vitrine/client'
import type { Cloud } from '@vitrine/client/clouds'
import { type Command, Option } from 'commander'
import {
  addPlaceOptions,
  type CloudOptions,
  explained,
  fetchOrHint,
  findCloud,
  namesCloud,
  usualUrl,
} from './connection.ts'
import { usageError } from './options.ts'
import type { Terminal } from './terminal.ts'

export interface UForgeOptions extends CloudOptions {
  url?: string
  user?: string
}

export interface UForgeConnection {
  readonly uforge: UForgeClient
  /** Images of the same service, for the same login if there is one. */
  readonly images: ImageClient
}

const NO_TOKEN =
  'the UForge API takes no tokens and no application credentials: log in by the name and password of a user, or by an ' +
  'API key (VITRINE_API_USER, VITRINE_API_KEY and VITRINE_API_SECRET)'

const LOGIN = `
Logs in by the name and password of a user, or by an API key: VITRINE_API_USER, VITRINE_API_KEY and VITRINE_API_SECRET.`

export function addUForgeOptions(command: Command): Command {
  return addPlaceOptions(command)
    .option('--user <name>', 'whose they are, instead of who logs in (without a login: admin); for administrators')
    .addOption(new Option('--token <token>').hideHelp())
    .on('option:token', () => usageError(command, NO_TOKEN))
    .addHelpText('after', LOGIN)
}

export async function connectUForge(
  command: Command,
  options: UForgeOptions,
  terminal: Terminal,
): Promise<UForgeConnection> {
  const cloud = namesCloud(options, terminal) ? await findCloud(command, options, terminal) : undefined
  const credentials = apiKeyOf(command, options, terminal) ?? (await passwordOf(command, options, cloud))
  const baseUrl =
    options.url ?? (cloud ? await explained(command, cloud.endpoint()) : usualUrl(command, terminal.environment))
  const access = { baseUrl, tls: cloud?.tls }
  const hint = cloud === undefined && { fetch: hintingFetch }
  return {
    uforge: createUForgeClient({ ...access, ...credentials, ...(credentials.apiKey === undefined && hint) }),
    images: createImageClient({ ...access, token: cloud?.login?.token, ...hint }),
  }
}

const hintingFetch = fetchOrHint('\nThe UForge API takes API keys, too, but no tokens.')

/** A cloud that is asked for by name goes before what the environment has of a key. */
function apiKeyOf(
  command: Command,
  { user, osCloud }: UForgeOptions,
  { environment }: Terminal,
): UForgeCredentials | undefined {
  const { VITRINE_API_USER, VITRINE_API_KEY: publicKey, VITRINE_API_SECRET: secretKey } = environment
  if (osCloud !== undefined || !(publicKey || secretKey)) return undefined
  if (VITRINE_API_USER && publicKey && secretKey) {
    return { user: user ?? VITRINE_API_USER, apiKey: { publicKey, secretKey } }
  }
  return usageError(command, 'an API key takes all of VITRINE_API_USER, VITRINE_API_KEY and VITRINE_API_SECRET')
}

async function passwordOf(
  command: Command,
  { user }: UForgeOptions,
  { login, loginOptions }: Partial<Cloud> = {},
): Promise<UForgeCredentials> {
  if (!login || !loginOptions) return { user: user ?? 'admin' }
  if (!('password' in loginOptions)) return usageError(command, NO_TOKEN)
  const { user: reference, password } = loginOptions
  const name = 'name' in reference ? reference.name : (await login.session()).user.name
  return { user: user === undefined || user === name ? name : `${name}\\${user}`, password }
}
