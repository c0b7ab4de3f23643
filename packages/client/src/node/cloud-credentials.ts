import type { Credentials, Domain, Reference } from '../credentials.ts'
import type { CloudSettings } from './cloud-settings.ts'

/** What would change the meaning of a login, and is not honoured here. */
const REFUSED = {
  system_scope: 'is of no use: images belong to projects, so set project_name',
  trust_id: 'is not supported',
}

/** Undefined where nobody asks for a login. */
export function credentialsOf(cloud: CloudSettings): Credentials | undefined {
  for (const [key, why] of Object.entries(REFUSED)) if (cloud.get(key)) throw cloud.wrong(key, why)
  const type = cloud.get('auth_type', 'auth_plugin') ?? guessType(cloud)
  const project = referenceOf(cloud, 'project')
  switch (type) {
    case 'none':
      return undefined
    case 'password':
    case 'v3password':
      return { user: needUser(cloud), password: cloud.need('password'), project }
    case 'token':
    case 'v3token':
      return { token: cloud.need('token', 'auth_token'), project }
    case 'v3applicationcredential':
      return applicationCredentialOf(cloud)
    default:
      throw cloud.wrong('auth_type', `is ${type}, and can be password, v3applicationcredential, v3token or none`)
  }
}

/** Files in the field often leave the type out where the rest says it. */
function guessType(cloud: CloudSettings): string {
  if (cloud.get('application_credential_id', 'application_credential_name')) return 'v3applicationcredential'
  return cloud.get('token', 'auth_token') && !cloud.get('password') ? 'token' : 'password'
}

function applicationCredentialOf(cloud: CloudSettings): Credentials {
  const secret = cloud.need('application_credential_secret')
  const name = cloud.get('application_credential_name')
  if (name === undefined || cloud.get('application_credential_id')) {
    return { applicationCredential: { id: cloud.need('application_credential_id') }, secret }
  }
  return { applicationCredential: { name, user: needUser(cloud) }, secret }
}

const NAMES = {
  user: { id: ['user_id'], name: ['username', 'user_name'] },
  project: { id: ['project_id', 'tenant_id'], name: ['project_name', 'tenant_name'] },
}

/** An id says it all, so it counts before a name. */
function referenceOf(cloud: CloudSettings, kind: keyof typeof NAMES): Reference | undefined {
  const id = cloud.get(...NAMES[kind].id)
  if (id !== undefined) return { id }
  const name = cloud.get(...NAMES[kind].name)
  return name === undefined ? undefined : { name, domain: domainOf(cloud, kind) }
}

function needUser(cloud: CloudSettings): Reference {
  return referenceOf(cloud, 'user') ?? { name: cloud.need('username') }
}

function domainOf(cloud: CloudSettings, kind: keyof typeof NAMES): Domain | undefined {
  for (const prefix of [`${kind}_domain`, 'domain', 'default_domain']) {
    const id = cloud.get(`${prefix}_id`)
    if (id !== undefined) return { id }
    const name = cloud.get(`${prefix}_name`)
    if (name !== undefined) return { name }
  }
  return undefined
}
