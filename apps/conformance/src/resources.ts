import { appendFileSync, readFileSync } from 'node:fs'
import type { ImageV1 } from '@vitrine/api-types'
import { createV1, type FieldsV1 } from './images-v1.ts'
import { ServerFailure } from './status.ts'
import type { Answer, Exchange, RequestOptions, Target } from './target.ts'
import { createTarget } from './target.ts'
import { type Account, API, basic } from './uforge.ts'
import { readDocument } from './uforge-documents.ts'

/** What was made, and removed again, on disk, so that another thread can finish the work. */
export const createLedger = (path: string) => ({
  made: (id: string) => appendFileSync(path, `+${id}\n`),
  removed: (id: string) => appendFileSync(path, `-${id}\n`),
  left: (): string[] => {
    const ids = new Set<string>()
    for (const line of readFileSync(path, 'utf8').split('\n'))
      if (line.startsWith('+')) ids.add(line.slice(1))
      else ids.delete(line.slice(1))
    return [...ids]
  },
})

export type Ledger = ReturnType<typeof createLedger>

const isNewImage = ({ method, path }: Pick<Exchange, 'method' | 'path'>): boolean =>
  method === 'POST' && /^\/v[12](\.\d+)?\/images$/.test(path)

/** The id that a request has for an image. Version 1 keeps the record of one whose data it refused, and does not say so. */
export const chosenId = (exchange: Exchange): string | undefined =>
  isNewImage(exchange) ? exchange.requestHeaders.find(([name]) => /^x-image-meta-id$/i.test(name))?.[1] : undefined

const NEW_DOCUMENTS = [
  [/\/appliances$/, 'UForgeAppliance'],
  [/\/apikeys$/, 'UForgeApiKeyPair'],
] as const

/** The path of an appliance or of API keys, if that is what the answer tells of. One that says nothing fails its case. */
const createdPath = ({ path }: Exchange, answer: Answer): string | undefined => {
  const [, name] = NEW_DOCUMENTS.find(([pattern]) => pattern.test(path.split('?')[0] ?? '')) ?? []
  try {
    return name && API + readDocument(name, answer).uri
  } catch {
    return undefined
  }
}

/** What an answer has made, and is to be removed: the id of an image, or the path of something else. */
export const createdThing = (exchange: Exchange, answer: Answer): string | undefined => {
  if (exchange.method !== 'POST' || answer.status !== 201) return undefined
  if (exchange.path.startsWith(API)) return createdPath(exchange, answer)
  if (!isNewImage(exchange)) return undefined
  // Who moved the data did not keep the body.
  if (answer.body.length === 0) return answer.header('location')?.split('/').at(-1)
  const body = answer.json()
  return (body.image ?? body).id
}

const PATCH = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' }

/** Deletes an image whatever state it is in; answers whether it is gone. */
export const removeImage = async (target: Pick<Target, 'delete' | 'patch'>, id: string): Promise<boolean> => {
  const path = `/v2/images/${encodeURIComponent(id)}`
  const gone = async () => [204, 404].includes((await target.delete(path)).status)
  if (await gone()) return true
  await target.patch(path, { headers: PATCH, body: '[{"op":"replace","path":"/protected","value":false}]' })
  return gone()
}

/** With whatever was generated of an appliance, be it under way. */
const removeByPath = async (target: Pick<Target, 'delete'>, path: string, account: Account): Promise<boolean> => {
  const options = { token: null, headers: { Authorization: basic(account) } }
  const { status } = await target.delete(path.includes('/appliances/') ? `${path}?force=true` : path, options)
  return [204, 404].includes(status)
}

/** Deletes what `createdThing` named; answers whether it is gone. */
export const removeThing = (
  target: Pick<Target, 'delete' | 'patch'>,
  thing: string,
  account: Account,
): Promise<boolean> => (thing.startsWith(API) ? removeByPath(target, thing, account) : removeImage(target, thing))

/** Removes what threads left behind, for instance when a run is interrupted. */
export const sweep = async (
  ledger: Ledger,
  settings: Parameters<typeof createTarget>[0] & { readonly account: Account },
): Promise<string[]> => {
  const target = createTarget(settings)
  const stuck: string[] = []
  for (const thing of ledger.left())
    if (!(await removeThing(target, thing, settings.account).catch(() => false))) stuck.push(thing)
    else ledger.removed(thing)
  target.close()
  return stuck
}

export type ImageBody = Record<string, unknown>

/** Makes what a case needs. Names are unique per run; whatever exists at the end of a case is deleted. */
export const createResources = (target: Target, unique: string) => {
  let count = 0
  const name = (hint = 'image'): string => {
    count += 1
    return `conformance-${unique}-${hint}-${count}`
  }

  const created = async (body: ImageBody): Promise<ImageBody & { id: string }> => {
    const answer = await target.post('/v2/images', { json: body })
    if (answer.status !== 201)
      throw new ServerFailure(`an image could not be created: ${JSON.stringify(body)}`, '201', `${answer.status}`)
    return answer.json()
  }

  /** A record that data can be uploaded to. */
  const queuedImage = (overrides: ImageBody = {}) =>
    created({ name: name(), disk_format: 'raw', container_format: 'bare', ...overrides })

  const activeImage = async (bytes: Uint8Array, overrides: ImageBody = {}) => {
    const { id } = await queuedImage(overrides)
    const headers = { 'Content-Type': 'application/octet-stream' }
    const answer = await target.put(`/v2/images/${id}/file`, { headers, body: bytes })
    if (answer.status !== 204)
      throw new ServerFailure(`${bytes.length} bytes could not be uploaded`, '204', `${answer.status} ${answer.text}`)
    const shown = await target.get(`/v2/images/${id}`)
    return shown.json() as ImageBody & { id: string }
  }

  /** An image as version 1 makes it: queued, unless it has data or needs none. */
  const imageV1 = async (fields: FieldsV1 = {}, body?: RequestOptions['body']): Promise<ImageV1> => {
    const answer = await createV1(target, { name: name(), ...fields }, body)
    if (answer.status !== 201)
      throw new ServerFailure(`an image could not be created: ${JSON.stringify(fields)}`, '201', `${answer.status}`)
    return answer.json().image
  }

  return { name, image: created, queuedImage, activeImage, imageV1 }
}

export type Resources = ReturnType<typeof createResources>
