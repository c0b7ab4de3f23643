import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'

interface Cloud {
  auth?: Record<string, string>
  auth_type?: string
}

const places = (): string[] => [
  ...(process.env.OS_CLIENT_CONFIG_FILE ? [process.env.OS_CLIENT_CONFIG_FILE] : []),
  'clouds.yaml',
  join(homedir(), '.config/openstack/clouds.yaml'),
  '/etc/openstack/clouds.yaml',
]

const readCloud = async (name: string): Promise<Cloud> => {
  for (const place of places()) {
    const text = await readFile(place, 'utf8').catch(() => undefined)
    const cloud = text === undefined ? undefined : parse(text)?.clouds?.[name]
    if (cloud) return cloud
  }
  throw new Error(`no cloud named ${name} in ${places().join(', ')}`)
}

const domain = (auth: Record<string, string>, of: 'user' | 'project') => {
  const id = auth[`${of}_domain_id`] ?? auth.domain_id
  return id ? { id } : { name: auth[`${of}_domain_name`] ?? auth.domain_name ?? 'Default' }
}

const identity = (auth: Record<string, string>) =>
  auth.application_credential_id
    ? {
        methods: ['application_credential'],
        application_credential: {
          id: auth.application_credential_id,
          secret: auth.application_credential_secret,
        },
      }
    : {
        methods: ['password'],
        password: {
          user: {
            ...(auth.user_id ? { id: auth.user_id } : { name: auth.username, domain: domain(auth, 'user') }),
            password: auth.password,
          },
        },
      }

const scope = (auth: Record<string, string>) => {
  if (auth.application_credential_id) return {}
  const project = auth.project_id
    ? { id: auth.project_id }
    : { name: auth.project_name, domain: domain(auth, 'project') }
  return { scope: { project } }
}

/** Logs in as a cloud of clouds.yaml and returns the token. */
export const createToken = async (name: string): Promise<string> => {
  const { auth = {}, auth_type: type } = await readCloud(name)
  if (type === 'v3token' || type === 'token') return String(auth.token)
  const base = String(auth.auth_url ?? '').replace(/\/(v3\/?)?$/, '')
  const response = await fetch(`${base}/v3/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity: identity(auth), ...scope(auth) } }),
  })
  const token = response.headers.get('x-subject-token')
  if (!token) throw new Error(`login as cloud ${name} at ${base} was answered ${response.status}`)
  return token
}
