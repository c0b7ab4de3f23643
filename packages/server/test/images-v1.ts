import type { ImageV1 } from '@vitrine/api-types'
import { type Check, compilePattern, type PropertyOperation, type PropertySection } from '@vitrine/core'
import { type Answer, type Call, type ServiceOptions, startService, stubIdentity } from './service.ts'

const as = (token: string) => ({ 'X-Auth-Token': token })
export const OWNER = as('owner')
export const READER = as('reader')
export const OTHER = as('other')
export const ADMIN = as('admin')

/** As long as a busy machine may need. */
export const PATIENTLY = { timeout: 20_000, interval: 20 }

export const RAW = { disk_format: 'raw', container_format: 'bare' }

/** Fields of an image, and custom properties as `property-x`; what begins with `x-` is the whole name of a header. */
export type Fields = Readonly<Record<string, string | number | boolean>>
type Headers = Record<string, string>

export type ServiceV1 = Awaited<ReturnType<typeof startImagesV1>>

/** A service, and what tests of the Image API v1 do with it; whoever asks is a member of `project-a` unless told otherwise. */
export async function startImagesV1(options: ServiceOptions = {}) {
  const identity = stubIdentity({
    owner: { projectId: 'project-a' },
    reader: { projectId: 'project-a', roles: ['reader'] },
    other: { projectId: 'project-b' },
    admin: { projectId: 'project-admin', roles: ['admin', 'member', 'reader'] },
  })
  const service = await startService({ identity, ...options })
  const ask = (method: string, path: string, headers: Headers = OWNER, body?: Call['body']): Promise<Answer> =>
    service.call(method, path, { headers, ...(body !== undefined && { body }) })
  const send = (method: string, path: string, fields: Fields, body: Call['body'], headers: Headers) =>
    // Before a text Node would send headers in UTF-8, that is their bytes twice encoded.
    ask(method, path, { ...(body !== undefined && OCTETS), ...toHeaders(fields), ...headers }, asBytes(body))

  return {
    ...service,
    ask,

    post: (fields: Fields = {}, body?: Call['body'], headers: Headers = OWNER): Promise<Answer> =>
      send('POST', '/v1/images', fields, body, headers),

    put: (id: string, fields: Fields = {}, body?: Call['body'], headers: Headers = OWNER): Promise<Answer> =>
      send('PUT', `/v1/images/${id}`, fields, body, headers),

    /** A request whose body the test writes itself: chunked, unless the fields have a length. */
    openPost: (fields: Fields = {}) =>
      service.open('POST', '/v1/images', { ...OWNER, ...OCTETS, ...toHeaders({ ...RAW, ...fields }) }),
    openPut: (id: string, fields: Fields = {}) =>
      service.open('PUT', `/v1/images/${id}`, { ...OWNER, ...OCTETS, ...toHeaders(fields) }),

    get: (id: string, headers: Headers = OWNER): Promise<Answer> => ask('GET', `/v1/images/${id}`, headers),
    head: (id: string, headers: Headers = OWNER): Promise<Answer> => ask('HEAD', `/v1/images/${id}`, headers),
    remove: (id: string, headers: Headers = OWNER): Promise<Answer> => ask('DELETE', `/v1/images/${id}`, headers),

    /** A new image, which has to become one. */
    async made(fields: Fields = {}, body?: Call['body'], headers: Headers = OWNER): Promise<ImageV1> {
      const answer = await this.post(fields, body, headers)
      if (answer.status !== 201) throw new Error(`The image was not created: ${answer.status} ${answer.text}`)
      return answer.json.image
    },

    /** What v1 says of an image. */
    shown: async (id: string, headers: Headers = OWNER): Promise<Record<string, string>> =>
      fieldsOf(await ask('HEAD', `/v1/images/${id}`, headers)),

    /** The same in JSON: an update that changes nothing answers with all of it. */
    async shownInJson(id: string, headers: Headers = OWNER): Promise<ImageV1> {
      const { json } = await this.put(id, { 'x-glance-registry-purge-props': 'False' }, undefined, headers)
      return json.image
    },

    /** What v2 says of it. */
    shownByV2: async (id: string, headers: Headers = OWNER) => (await ask('GET', `/v2/images/${id}`, headers)).json,

    /** How many images there are, for whoever sees all: those that failed and those that were deleted, too. */
    async count(): Promise<number> {
      const living = await ask('GET', '/v1/images?is_public=None&limit=1000', ADMIN)
      const deleted = await ask('GET', '/v1/images?is_public=None&limit=1000&deleted=True', ADMIN)
      return living.json.images.length + deleted.json.images.length
    },
  }
}

const OCTETS = { 'Content-Type': 'application/octet-stream' }

const asBytes = (body: Call['body']) => (typeof body === 'string' ? Buffer.from(body) : body)

function toHeaders(fields: Fields): Headers {
  const entries = Object.entries(fields)
  return Object.fromEntries(
    entries.map(([name, value]) => [/^(x-|[A-Z])/.test(name) ? name : `x-image-meta-${name}`, String(value)]),
  )
}

/** The headers of an image in an answer, without their prefix. */
export function fieldsOf({ headers }: Pick<Answer, 'headers'>): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith('x-image-meta-'))
  return Object.fromEntries(own.map(([name, value]) => [name.slice('x-image-meta-'.length), String(value)]))
}

export const everybody: Check = { kind: 'always' }
export const nobody: Check = { kind: 'never' }

/** Who may do what with the properties that are called so. */
export function aSection(
  pattern: string,
  rest: Check,
  own: Partial<Record<PropertyOperation, Check>> = {},
): PropertySection {
  return { pattern: compilePattern(pattern), create: rest, read: rest, update: rest, delete: rest, ...own }
}
