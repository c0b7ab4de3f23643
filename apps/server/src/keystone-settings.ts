import type { Reference } from '@vitrine/core'
import type { KeystoneOptions, ServiceLogin } from '@vitrine/identity/keystone'
import { ConfigError, publicUrl, type Sourced } from './setting-values.ts'
import type { Values } from './settings.ts'

export type KeystoneSettings = Pick<KeystoneOptions, 'authUrl' | 'serviceLogin' | 'wwwAuthenticateUri'>

/** As `auth` in clouds.yaml has them; in the environment they are `OS_AUTH_URL`, `OS_USERNAME` and so on. */
const NAMES = [
  'auth_url',
  'username',
  'user_id',
  'user_domain_name',
  'user_domain_id',
  'password',
  'project_name',
  'project_id',
  'project_domain_name',
  'project_domain_id',
  'application_credential_id',
  'application_credential_secret',
  // Where clients log in, when that is another address than ours.
  'www_authenticate_uri',
] as const

type Name = (typeof NAMES)[number]

/** The login of this service: from the environment, or from the section `keystone` of the configuration file. */
export function readKeystoneSettings(environment: Values, section: Values): KeystoneSettings {
  assertKnown(section)
  const find = (name: Name): Sourced | undefined => {
    const candidates: Array<[string | undefined, string]> = [
      [environment[variableOf(name)], variableOf(name)],
      [section[name], `keystone.${name}`],
    ]
    // An empty variable is how shells unset one.
    return candidates.map(([text = '', origin]) => ({ text, origin })).find(({ text }) => text !== '')
  }
  const wwwAuthenticateUri = find('www_authenticate_uri')
  return {
    authUrl: publicUrl(need(find, 'auth_url')) ?? '',
    serviceLogin: readLogin(find),
    wwwAuthenticateUri: wwwAuthenticateUri && publicUrl(wwwAuthenticateUri),
  }
}

type Find = (name: Name) => Sourced | undefined

function readLogin(find: Find): ServiceLogin {
  const password = find('password')
  const credential = find('application_credential_id') ?? find('application_credential_secret')
  if (password && credential) {
    throw new ConfigError(`${password.origin} and ${credential.origin} belong to two logins: keep one`)
  }
  if (credential) {
    const { text: id } = need(find, 'application_credential_id')
    return { applicationCredential: { id }, secret: need(find, 'application_credential_secret').text }
  }
  return {
    user: readReference(find, ['user_id', 'username'], ['user_domain_id', 'user_domain_name']),
    project: readReference(find, ['project_id', 'project_name'], ['project_domain_id', 'project_domain_name']),
    password: need(find, 'password').text,
  }
}

/** An id says it all; a name needs its domain. */
function readReference(find: Find, [idName, name]: [Name, Name], [domainId, domainName]: [Name, Name]): Reference {
  const id = find(idName)
  if (id) return { id: id.text }
  const domain = find(domainId)
  return {
    name: need(find, name, idName).text,
    domain: domain ? { id: domain.text } : { name: need(find, domainName, domainId).text },
  }
}

/** Throws for what is missing; `other` would do as well. */
function need(find: Find, name: Name, other?: Name): Sourced {
  const found = find(name)
  if (found) return found
  const variables = [name, other].filter((name) => name !== undefined).map(variableOf)
  throw new ConfigError(
    `auth 'keystone' needs ${variables.join(' or ')}, or ${name} in the section keystone of the configuration file`,
  )
}

function assertKnown(section: Values): void {
  const known = new Set<string>(NAMES)
  const unknown = Object.keys(section).find((name) => !known.has(name))
  if (unknown !== undefined) {
    throw new ConfigError(`The section keystone has the unknown setting '${unknown}'; it knows ${NAMES.join(', ')}`)
  }
}

function variableOf(name: Name): string {
  return `OS_${name.toUpperCase()}`
}
