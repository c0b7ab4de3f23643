import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type OutgoingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type OperationId, openapiDocument, type UForgeError, type UForgeImage } from '@vitrine/api-types'
import { createSqliteCatalog } from '@vitrine/catalogs/sqlite'
import { type Accounts, createPolicy, type Identity, Problem } from '@vitrine/core'
import { createLocalIdentity, createPasswords, type Passwords } from '@vitrine/identity/local'
import { createNoIdentity } from '@vitrine/identity/none'
import { pino } from 'pino'
import { serve } from '../src/app.ts'
import { LIMITS, type RefusalLimits } from '../src/http/limits.ts'
import { limitLogins } from '../src/http/login-attempts.ts'
import { codec } from '../src/http/uforge/documents.ts'
import type { UForgeApi } from '../src/http/uforge/uforge-api.ts'
import { createHttpServer, createMetrics } from '../src/index.ts'
import { type Answer, type LogLine, readAnswer } from './service.ts'
import { basic, macOf, seedUsers, signedWith, type UserName } from './uforge-logins.ts'

const CACHE_LIFE_MS = 60_000

/** Whose keys there are: public `key of ann`, secret `secret of ann`. */
const KEY_OWNERS = ['ann', 'rita', 'gone']

export interface UForgeOptions extends Partial<Pick<UForgeApi, 'unencodedBasic'>> {
  readonly identity?: 'local' | 'none'
  readonly limits?: Partial<RefusalLimits>
  readonly idleMs?: number
  /** False: the API is switched off. */
  readonly isServed?: boolean
}

export interface Sent {
  /** By password, unless the headers say otherwise. */
  readonly as?: UserName
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Uint8Array
}

/** What a handler got, and what it is to answer. */
export interface Given {
  readonly operation: OperationId
  readonly path: Readonly<Record<string, string>>
  readonly body: unknown
  readonly login: unknown
  readonly caller: { readonly projectId: string | null; readonly roles: readonly string[] }
  readonly isHead: boolean
}

const { UForgeImage: example } = openapiDocument.components.examples as Record<
  string,
  { value: { image: UForgeImage } }
>

/** The example of the spec, with what the tests are about. */
export const IMAGE = {
  ...example?.value.image,
  name: 'nginx & friends',
  digest: 'b3a1e2fb5d4c1f0a9e8d7c6b5a493827',
  lastModified: '2026-03-01T09:35:00.123Z',
} as UForgeImage
export const IMAGE_PATH = '/api/users/ann/appliances/21/images/47'
export const DOWNLOAD_PATH = `${IMAGE_PATH}/downloads`

export type UForge = Awaited<ReturnType<typeof startUForge>>

/** The layers of the API over HTTP, around handlers that tell what they got. */
export async function startUForge(options: UForgeOptions = {}) {
  const { directory, close } = await createSqliteCatalog({ path: ':memory:' })
  const cheap = createPasswords({ cost: { memoryCost: 8, timeCost: 1 } })
  let passwordsTried = 0
  let passed = 0
  const now = () => new Date(Date.now() + passed)
  const passwords: Passwords = {
    ...cheap,
    verify(...login) {
      passwordsTried += 1
      return cheap.verify(...login)
    },
  }
  const { identity, accounts } = options.identity === 'none' ? open() : local()
  const handled: Given[] = []
  const replies = new Map<string, unknown>(Object.entries(REPLIES))
  const logLines: LogLine[] = []
  // What only handlers need is not there.
  const uforge = {
    version: '3.8.13',
    accounts,
    apiKeys: { verify: verifySignature },
    unencodedBasic: options.unencodedBasic ?? false,
  } as UForgeApi
  const handlers = new Proxy({}, { get: (_, operation: OperationId) => handle.bind(undefined, operation) })
  const stopping = new AbortController()
  const app = serve(handlers as never, {
    ...({} as Parameters<typeof serve>[1]),
    imageApiV1: true,
    stores: { several: false } as never,
    ...((options.isServed ?? true) && { uforge }),
    identity,
    policy: createPolicy(),
    attemptLogin: limitLogins({ ...LIMITS, ...options.limits }),
    log: pino({ level: 'debug' }, { write: (line) => void logLines.push(JSON.parse(line)) }),
    metrics: createMetrics(),
    signal: stopping.signal,
    idleMs: options.idleMs ?? 60_000,
    validateResponses: true,
  })
  const server = createHttpServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  function open() {
    const identity = createNoIdentity()
    return { identity: identity as Identity, accounts: identity as Accounts }
  }

  function local() {
    const settings = { key: randomBytes(32), tokenLifeMs: 3_600_000, cacheLifeMs: CACHE_LIFE_MS, cacheSize: 100 }
    const identity = createLocalIdentity({ directory, passwords, now, ...settings })
    return { identity: identity as Identity, accounts: identity as Accounts }
  }

  async function handle(operation: OperationId, { path, body, login, caller, isHead }: Given) {
    handled.push({ operation, path, body, login, caller, isHead })
    const reply = replies.get(operation)
    if (reply instanceof Error) throw reply
    return reply ?? { status: 204 }
  }

  await seedUsers(directory, cheap)

  return {
    port,
    directory,
    logLines,
    /** What handlers got, in order. */
    handled,
    /** Answers of handlers, and what they throw, in place of their usual ones. */
    replies,
    /** Lets the time pass for which rights may be remembered. */
    letAnswersAge: () => {
      passed += CACHE_LIFE_MS + 1
    },

    /** How often a password was held against its hash. */
    passwordsTried: () => passwordsTried,

    /** As curl asks: whatever type there is. */
    async call(method: string, path: string, { as, headers = {}, body }: Sent = {}): Promise<Answer> {
      const own = { ...(as && { Authorization: basic(as) }), ...headers }
      const sent = request({ method, path, port, host: '127.0.0.1', agent: false, headers: own })
      sent.end(body)
      const [response] = await once(sent, 'response')
      return readAnswer(response)
    },

    /** A request whose body the test writes itself. */
    open: (method: string, path: string, headers: OutgoingHttpHeaders) =>
      request({ method, path, port, host: '127.0.0.1', agent: false, headers }),

    async stop(): Promise<void> {
      stopping.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await close()
    },
  }
}

/** Signed with the key of the owner. */
export const signed = (path: string, owner: string, secretKey = `secret of ${owner}`): string =>
  signedWith(path, { publicKey: `key of ${owner}`, secretKey })

async function verifySignature(publicKey: string, text: string, signature: string) {
  const owner = KEY_OWNERS.find((name) => publicKey === `key of ${name}`)
  if (owner !== undefined && signature === macOf(text, `secret of ${owner}`)) {
    return { id: `id-of-${owner}`, name: owner }
  }
  throw new Problem('unauthenticated', 'The API key or the signature is wrong')
}

/** The refusal of an answer, as XML has it. */
export function refusalOf({ body }: Answer): UForgeError {
  return codec.fromXml('UForgeError', body)
}

const USER = { created: '2026-03-01T09:30:00.000Z', loginName: 'ann', active: true, uri: 'users/ann' }

async function* archive() {
  yield Buffer.from('the archive')
}

/** Of the operations that answer something. */
const REPLIES: Partial<Record<OperationId, unknown>> = {
  showServiceStatus: { status: 200, body: { alive: true, version: '3.8.13' } },
  showUForgeUser: { status: 200, body: USER },
  showMachineImage: { status: 200, body: IMAGE },
  listMachineImages: { status: 200, body: { total: 1, images: { image: [IMAGE] } } },
  listMachineImageStatuses: { status: 200, body: { total: 0, statuses: { status: [] } } },
  generateMachineImage: {
    status: 201,
    headers: { Location: 'http://forge.example/api/users/ann/appliances/21/images/47' },
    body: IMAGE,
  },
  regenerateMachineImage: { status: 201, headers: { Location: 'http://forge.example/' }, body: IMAGE },
  downloadMachineImage: {
    status: 200,
    headers: { 'Content-Length': 11, ETag: '"of the file"' },
    get body() {
      return archive()
    },
  },
  listImages: { status: 200, body: { images: [], first: '/v2/images', schema: '/v2/schemas/images' } },
}
