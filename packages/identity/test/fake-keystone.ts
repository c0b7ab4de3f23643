import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** What a token is for, as the answers of Identity v3 write it. */
export interface TokenScope {
  readonly project?: { readonly id: string; readonly name: string; readonly domain: typeof DOMAIN }
  readonly domain?: typeof DOMAIN
  readonly system?: { readonly all: boolean }
  readonly roles?: ReadonlyArray<{ readonly id: string; readonly name: string }>
}

/** Who logs in without a scope, as the users of a service do. */
export interface KeystoneUser {
  readonly id: string
  readonly name: string
  readonly password: string
  readonly enabled: boolean
  readonly roles: readonly string[]
  readonly project: { readonly id: string; readonly enabled: boolean } | undefined
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

export const DOMAIN = { id: 'default', name: 'Default' } as const

const TOKEN_LIFE_MS = 86_400_000

/** A Keystone over real HTTP that counts what it is asked, and can be made to answer as on a bad day. */
export async function startFakeKeystone(now: () => Date) {
  const tokens = new Map<string, { readonly body: unknown; readonly expiresAt: Date }>()
  const asked = { paths: [] as string[], logins: [] as unknown[], validations: 0, connections: 0 }
  const faults: { login?: Answer | undefined; validation?: Answer | undefined; lookup?: Answer | undefined } = {}
  const users = new Map<string, KeystoneUser>()

  const server = createServer(async (request, response) => {
    const { method, url = '' } = request
    asked.paths.push(`${method} ${url}`)
    if (!url.startsWith('/identity/v3/auth/tokens?')) {
      const answer = faults.lookup ?? lookUp
      answer(response, request)
    } else if (method === 'POST') {
      const body = (await json(request)) as LoginBody
      asked.logins.push(body)
      const user = body.auth.identity.password?.user
      const answer = faults.login ?? (user && !body.auth.scope ? logInUser(user) : logIn)
      answer(response, request)
    } else {
      asked.validations += 1
      const answer = faults.validation ?? validate
      answer(response, request)
    }
  }).on('connection', () => {
    asked.connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  function logIn(response: ServerResponse): void {
    const token = issue()
    reply(response, 201, tokens.get(token)?.body, { 'X-Subject-Token': token })
  }

  function logInUser({ name, password }: { readonly name: string; readonly password: string }): Answer {
    const user = [...users.values()].find((one) => one.name === name)
    if (name === '') return (response) => refuse(response, 400, 'Expecting to find id or name in user.')
    if (!user?.enabled || user.password !== password) {
      return (response) => refuse(response, 401, 'The request you have made requires authentication.')
    }
    return (response) => {
      const roles = user.roles.map((role) => ({ id: role, name: role }))
      const project = user.project?.enabled ? { ...user.project, name: 'a project', domain: DOMAIN } : undefined
      const token = issue(project ? { project, roles } : {}, user.id, user.name)
      reply(response, 201, tokens.get(token)?.body, { 'X-Subject-Token': token })
    }
  }

  function lookUp(response: ServerResponse, { headers, url = '' }: IncomingMessage): void {
    const { pathname, searchParams: query } = new URL(url, 'http://keystone')
    const [kind, id] = pathname.replace('/identity/v3/', '').split('/').map(decodeURIComponent)
    const found = [...users.values()]
    const project = found.find((user) => user.project?.id === id)?.project
    const assigned = found.find((user) => user.id === query.get('user.id'))
    const user = found.find((one) => one.id === id)
    const named = found.filter(({ name }) => name === query.get('name') && query.get('domain_id') === DOMAIN.id)
    if (!isGood(headers['x-auth-token'])) refuse(response, 401, 'The request you have made requires authentication.')
    else if (kind === 'users' && id === undefined) reply(response, 200, { users: named.map(shown) })
    else if (kind === 'users' && user) reply(response, 200, { user: shown(user) })
    else if (kind === 'projects' && project) reply(response, 200, { project: { ...project, domain_id: DOMAIN.id } })
    else if (kind === 'role_assignments' && query.has('effective') && assigned) {
      reply(response, 200, { role_assignments: assigned.roles.map((name) => ({ role: { id: name, name } })) })
    } else refuse(response, 404, 'The resource could not be found.')
  }

  function validate(response: ServerResponse, { headers, url = '' }: IncomingMessage): void {
    const subject = String(headers['x-subject-token'])
    const isAllowed = isGood(subject) || (tokens.has(subject) && url.includes('&allow_expired=1'))
    if (!isGood(headers['x-auth-token'])) refuse(response, 401, 'The request you have made requires authentication.')
    else if (!isAllowed) refuse(response, 404, 'Could not recognize Fernet token')
    else reply(response, 200, tokens.get(subject)?.body, { 'X-Subject-Token': subject })
  }

  function isGood(token: string | string[] | undefined): boolean {
    const known = tokens.get(String(token))
    return known !== undefined && known.expiresAt > now()
  }

  /** Answers a new token, by default an unscoped one. */
  function issue(scope: TokenScope = {}, userId: string = randomUUID(), name = 'someone'): string {
    const token = `gAAAAA${Buffer.from(randomUUID().repeat(3)).toString('base64url')}`
    const expiresAt = new Date(now().getTime() + TOKEN_LIFE_MS)
    const user = { domain: DOMAIN, id: userId, name, password_expires_at: null }
    const times = { expires_at: withMicroseconds(expiresAt), issued_at: withMicroseconds(now()) }
    const body = { token: { methods: ['password'], user, audit_ids: [randomUUID()], ...times, ...scope } }
    tokens.set(token, { body, expiresAt })
    return token
  }

  return {
    url: `http://127.0.0.1:${port}/identity`,
    asked,
    /** By id. */
    users,
    /** Answers given instead of the right ones. */
    faults,
    /** The right answer to a validation. */
    validate,
    issue,
    revoke: (token: string) => void tokens.delete(token),
    /** Keystone has a new key: what it issued is worth nothing any more. */
    revokeAll: () => tokens.clear(),
    async close() {
      const closed = once(server.close(), 'close')
      server.closeAllConnections()
      await closed
    },
  }
}

interface LoginBody {
  readonly auth: {
    readonly identity: { readonly password?: { readonly user: { readonly name: string; readonly password: string } } }
    readonly scope?: unknown
  }
}

function shown({ id, name, enabled, project }: KeystoneUser) {
  return { id, name, enabled, domain_id: DOMAIN.id, default_project_id: project?.id ?? null }
}

export function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', Vary: 'X-Auth-Token', ...headers })
  response.end(JSON.stringify(body))
}

/** An error as Keystone writes it. */
export function refuse(response: ServerResponse, code: number, message: string): void {
  reply(response, code, { error: { code, message, title: 'Some title' } })
}

function withMicroseconds(time: Date): string {
  return time.toISOString().replace('Z', '000Z')
}
