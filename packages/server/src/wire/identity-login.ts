import type { TokenRequest } from '@vitrine/api-types'
import { type LoginMethod, type LoginRequest, Problem, type Reference } from '@vitrine/core'
import { HttpError } from '../http/http-error.ts'

/** What the schema leaves open is settled here: which of several ways of saying a thing a body has chosen. */
export function loginFromWire({ auth }: TokenRequest): LoginRequest {
  return { by: methodFrom(auth.identity), scope: scopeFrom(auth.scope) }
}

type WireIdentity = TokenRequest['auth']['identity']

function methodFrom({ methods, password, token, application_credential: credential }: WireIdentity): LoginMethod {
  const [method, ...more] = new Set(methods)
  switch (more.length === 0 ? method : undefined) {
    case 'password': {
      const { user } = given(password, 'auth/identity/password')
      return { method: 'password', user: reference(user, 'auth/identity/password/user'), password: user.password }
    }
    case 'token':
      return { method: 'token', token: given(token, 'auth/identity/token').id }
    case 'application_credential':
      return credentialFrom(given(credential, 'auth/identity/application_credential'))
    default:
      throw refused('Log in by one of the methods password, token and application_credential')
  }
}

function credentialFrom({ id, name, user, secret }: NonNullable<WireIdentity['application_credential']>): LoginMethod {
  const place = 'auth/identity/application_credential'
  const method = 'application_credential'
  if (id !== undefined) return { method, credential: { id }, secret }
  if (name === undefined || !user) throw malformed(place, `needs an 'id', or a 'name' and a 'user'`)
  return { method, credential: { name, user: reference(user, `${place}/user`) }, secret }
}

const SCOPES = ['project', 'unscoped', 'domain', 'system', 'OS-TRUST:trust'] as const

function scopeFrom(scope: TokenRequest['auth']['scope']): LoginRequest['scope'] {
  if (scope === undefined || scope === 'unscoped') return scope
  const [kind, ...more] = typeof scope === 'string' ? [] : SCOPES.filter((name) => Object.hasOwn(scope, name))
  if (typeof scope === 'string' || kind === undefined || more.length > 0) {
    throw malformed('auth/scope', `is 'unscoped', or has one 'project'`)
  }
  if (kind === 'unscoped') return 'unscoped'
  if (kind === 'project')
    return { project: reference(given(scope.project, 'auth/scope/project'), 'auth/scope/project') }
  throw refused(`There are only projects here: no token has the scope '${kind}'`)
}

interface WireReference {
  readonly id?: string
  readonly name?: string
  readonly domain?: { readonly id?: string; readonly name?: string }
}

/** An id is enough, and counts more than a name. */
function reference({ id, name, domain }: WireReference, place: string): Reference {
  if (id !== undefined) return { id }
  if (name === undefined || !domain) throw malformed(place, `needs an 'id', or a 'name' and a 'domain'`)
  if (domain.id !== undefined) return { name, domain: { id: domain.id } }
  if (domain.name !== undefined) return { name, domain: { name: domain.name } }
  throw malformed(`${place}/domain`, `needs an 'id' or a 'name'`)
}

function given<T>(value: T | undefined, place: string): T {
  if (value === undefined) throw malformed(place, 'is missing')
  return value
}

const malformed = (place: string, fault: string) => new HttpError(400, `'${place}' ${fault}`)
const refused = (message: string) => new Problem('loginRefused', message)
