import { homedir } from 'node:os'
import type { ImageClientOptions } from '../client.ts'
import { createLogin, type Login, type LoginOptions } from '../login.ts'
import type { TlsOptions } from '../transport.ts'
import { credentialsOf } from './cloud-credentials.ts'
import { type Environment, environmentSettings } from './cloud-environment.ts'
import { readCloud } from './cloud-files.ts'
import type { CloudSettings } from './cloud-settings.ts'
import { tlsOf } from './cloud-tls.ts'

export { asksForLogin } from './cloud-environment.ts'
export { CloudError } from './cloud-settings.ts'

export interface CloudOptions {
  /** Instead of that of the process. */
  readonly environment?: Environment | undefined
  /** Where `clouds.yaml` is looked for first, and what relative paths mean, instead of that of the process. */
  readonly directory?: string | undefined
  /** Ends a login that is under way. */
  readonly signal?: AbortSignal | undefined
}

/** A cloud as its settings describe it; nothing has been sent yet. */
export interface Cloud {
  /** Undefined where nobody asks for one. */
  readonly login: Login | undefined
  /** What the login is made of. */
  readonly loginOptions: LoginOptions | undefined
  readonly tls: TlsOptions | undefined
  /** Where its image service is, as the settings say or else the catalogue. */
  endpoint(): Promise<string>
}

/** How to reach an image service, and the login that led there. */
export interface CloudConnection extends ImageClientOptions {
  /** Undefined for a cloud that asks for none. */
  readonly login: Login | undefined
}

/** Logs in, and says how to reach the image service of the cloud, or the one at `endpoint`. */
export async function loginTo(
  name?: string,
  { endpoint, ...options }: CloudOptions & { readonly endpoint?: string | undefined } = {},
): Promise<CloudConnection> {
  const { login, tls, ...cloud } = await openCloud(name, options)
  await login?.session()
  return { baseUrl: endpoint ?? (await cloud.endpoint()), token: login?.token, tls, login }
}

/** The cloud of this name in `clouds.yaml`; else that of `OS_CLOUD`, else what the other `OS_` variables describe. */
export async function openCloud(name?: string, options: CloudOptions = {}): Promise<Cloud> {
  const { environment = process.env, directory = process.cwd(), signal } = options
  const surroundings = { environment, directory, home: environment.HOME || homedir() }
  const wanted = name ?? environment.OS_CLOUD
  const settings = wanted ? await readCloud(wanted, surroundings) : environmentSettings(environment)
  const credentials = credentialsOf(settings)
  const tls = await tlsOf(settings, surroundings)
  const loginOptions = credentials && { ...credentials, authUrl: authUrlOf(settings), tls, signal }
  const login = loginOptions && createLogin(loginOptions)
  return { login, loginOptions, tls, endpoint: async () => imageUrlOf(settings) ?? catalogued(settings, login) }
}

const authUrlOf = (settings: CloudSettings) => asUrl(settings, 'auth_url', settings.need('auth_url'))

function imageUrlOf(settings: CloudSettings): string | undefined {
  const key = ['image_endpoint_override', 'image_endpoint', 'endpoint_override'].find((name) => settings.get(name))
  return key && asUrl(settings, key, settings.need(key))
}

/** Without a login there is no catalogue, and one endpoint for all services. */
function catalogued(settings: CloudSettings, login: Login | undefined): string | Promise<string> {
  if (login === undefined) return asUrl(settings, 'endpoint', settings.need('endpoint'))
  return login.endpoint({
    // Older names are those of the catalogue's second version, such as `publicURL`.
    interface: settings.get('image_interface', 'endpoint_type', 'interface')?.replace(/URL$/, ''),
    region: settings.get('image_region_name', 'region_name'),
  })
}

function asUrl(settings: CloudSettings, key: string, text: string): string {
  if (URL.canParse(text) && /^https?:/.test(text)) return text
  throw settings.wrong(key, 'must be a URL such as https://cloud.example.com:5000')
}
