import type { TokenRequest } from '@vitrine/api-types'

/** Who logs in, how, and for which project; an application credential has a project of its own. */
export type Credentials =
  | { readonly user: Reference; readonly password: string; readonly project?: Reference | undefined }
  | { readonly applicationCredential: ApplicationCredential; readonly secret: string }
  | { readonly token: string; readonly project?: Reference | undefined }

/** By id, or by name in a domain, which is the one with the id `default` when left out. */
export type Reference = { readonly id: string } | { readonly name: string; readonly domain?: Domain | undefined }

export type Domain = { readonly id: string } | { readonly name: string }

/** By id, or by name and the user whose it is. */
export type ApplicationCredential = { readonly id: string } | { readonly name: string; readonly user: Reference }

/** The credentials as the identity service wants them. */
export function toTokenRequest(credentials: Credentials): TokenRequest {
  if ('applicationCredential' in credentials) {
    const { applicationCredential: by, secret } = credentials
    const named = 'id' in by ? { id: by.id } : { name: by.name, user: inDomain(by.user) }
    return {
      auth: { identity: { methods: ['application_credential'], application_credential: { ...named, secret } } },
    }
  }
  const scope = credentials.project && { scope: { project: inDomain(credentials.project) } }
  if ('token' in credentials) {
    return { auth: { identity: { methods: ['token'], token: { id: credentials.token } }, ...scope } }
  }
  const user = { ...inDomain(credentials.user), password: credentials.password }
  return { auth: { identity: { methods: ['password'], password: { user } }, ...scope } }
}

const inDomain = (reference: Reference) =>
  'id' in reference ? { id: reference.id } : { name: reference.name, domain: reference.domain ?? { id: 'default' } }

/** What nobody may see of them. */
export function secretOf(credentials: Credentials): string {
  if ('token' in credentials) return credentials.token
  return 'secret' in credentials ? credentials.secret : credentials.password
}

/** What anybody may see of them. */
export function describeCredentials(credentials: Credentials): string {
  if ('applicationCredential' in credentials) {
    return `by application credential '${nameOf(credentials.applicationCredential)}'`
  }
  const project = credentials.project ? ` to project '${nameOf(credentials.project)}'` : ''
  return `${'token' in credentials ? 'by token' : `of user '${nameOf(credentials.user)}'`}${project}`
}

const nameOf = (reference: Reference | ApplicationCredential) => ('id' in reference ? reference.id : reference.name)
