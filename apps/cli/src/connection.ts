import { createImageClient, type ImageClient, type ImageClientOptions, type Login, LoginError } from '@vitrine/client'
import { asksForLogin, type Cloud, CloudError, loginTo, openCloud } from '@vitrine/client/clouds'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { usageError } from './options.ts'
import type { Terminal } from './terminal.ts'

export interface CloudOptions {
  osCloud?: string
}

export interface ConnectionOptions extends CloudOptions {
  url?: string
  token?: string
}

const DEFAULT_URL = 'http://127.0.0.1:9292'

const TOKEN_MEANING = 'token to call with, without a login (default: $OS_TOKEN, where process lists do not show it)'

export function addCloudOption(command: Command): Command {
  return command.option(
    '--os-cloud <name>',
    'cloud of clouds.yaml to log in to (default: $OS_CLOUD, or what $OS_AUTH_URL, $OS_USERNAME, $OS_PASSWORD, … say)',
  )
}

export function addPlaceOptions(command: Command): Command {
  return addCloudOption(command).option(
    '--url <url>',
    `where the service is (default: as the cloud says, or $VITRINE_URL, or ${DEFAULT_URL})`,
    parseUrl,
  )
}

export function addConnectionOptions(command: Command): Command {
  return addPlaceOptions(command).addOption(new Option('--token <token>', TOKEN_MEANING).conflicts('osCloud'))
}

export async function connect(command: Command, options: ConnectionOptions, terminal: Terminal): Promise<ImageClient> {
  return (await connectWithLogin(command, options, terminal)).client
}

/** The same for those who need the login, too: undefined where there was none. */
export async function connectWithLogin(
  command: Command,
  options: ConnectionOptions,
  terminal: Terminal,
): Promise<{ client: ImageClient; login: Login | undefined }> {
  const { url, token, osCloud } = options
  const { environment, signal } = terminal
  if (token === undefined && namesCloud(options, terminal)) {
    const { login, ...found } = await explained(command, loginTo(osCloud, { environment, signal, endpoint: url }))
    return { client: createImageClient(found), login }
  }
  return { client: createImageClient(withoutLogin(command, options, terminal)), login: undefined }
}

export const namesCloud = ({ osCloud }: CloudOptions, { environment }: Terminal): boolean =>
  osCloud !== undefined || asksForLogin(environment)

/** The cloud that the options or the environment mean; nothing has been sent yet. */
export function findCloud(
  command: Command,
  { osCloud }: CloudOptions,
  { environment, signal }: Terminal,
): Promise<Cloud> {
  return explained(command, openCloud(osCloud, { environment, signal }))
}

/** Settings that cannot be used are wrong usage. */
export function explained<T>(command: Command, attempt: Promise<T>): Promise<T> {
  return attempt.catch((error: unknown) => {
    if (error instanceof CloudError) usageError(command, error.message)
    throw error
  })
}

function withoutLogin(
  command: Command,
  { url, token }: ConnectionOptions,
  { environment }: Terminal,
): ImageClientOptions {
  if (url === undefined && !environment.VITRINE_URL && asksForLogin(environment)) {
    usageError(command, '--token does without the login that OS_ variables ask for, and so needs --url')
  }
  const baseUrl = url ?? usualUrl(command, environment)
  const known = (token ?? environment.OS_TOKEN)?.trim()
  return known ? { baseUrl, token: known } : { baseUrl, fetch: fetchOrHint() }
}

/** Where the service is when neither an option nor a cloud says so. */
export function usualUrl(command: Command, { VITRINE_URL }: Terminal['environment']): string {
  if (!VITRINE_URL) return DEFAULT_URL
  if (isUrl(VITRINE_URL)) return VITRINE_URL
  return usageError(command, `VITRINE_URL must be a URL such as ${DEFAULT_URL}, not '${VITRINE_URL}'`)
}

/** Without credentials a 401 is no surprise, and what to do about it is known here; `more` is what else is. */
export const fetchOrHint =
  (more = ''): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init)
    if (response.status !== 401) return response
    throw new LoginError(
      `${new URL(response.url).origin} asks for a login: name a cloud by --os-cloud or OS_CLOUD, or set OS_AUTH_URL and its ` +
        'companions.\nA server with users of its own keeps a clouds.yaml in its data directory: set OS_CLIENT_CONFIG_FILE to ' +
        `that.${more}`,
    )
  }

function parseUrl(text: string): string {
  if (!isUrl(text)) throw new InvalidArgumentError(`It must be a URL such as ${DEFAULT_URL}.`)
  return text
}

export const isUrl = (text: string) => URL.canParse(text) && /^https?:/.test(text)
