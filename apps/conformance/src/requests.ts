import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { ServerFailure } from './status.ts'
import type { Answer, RequestOptions, Target } from './target.ts'

export const OCTETS = { 'Content-Type': 'application/octet-stream' } as const
export const PATCH_20 = 'application/openstack-images-v2.0-json-patch'
export const PATCH_21 = 'application/openstack-images-v2.1-json-patch'

export const JSON_HEADERS = { 'Content-Type': 'application/json' } as const

export const imagePath = (id: string): string => `/v2/images/${id}`
export const filePath = (id: string): string => `/v2/images/${id}/file`

/** A path of the spec that is about this image, and about whatever else it names. */
export const examplePath = (template: string, imageId: string): string =>
  template.replace('{image_id}', imageId).replace(/\{(\w+)\}/g, 'conformance-$1')

/** A patch in the current dialect. */
export const patch = (target: Target, id: string, items: unknown, options: RequestOptions = {}): Promise<Answer> =>
  target.patch(imagePath(id), {
    ...options,
    headers: { 'Content-Type': PATCH_21, ...options.headers },
    body: JSON.stringify(items),
  })

export const patch20 = (target: Target, id: string, items: unknown): Promise<Answer> =>
  target.patch(imagePath(id), { headers: { 'Content-Type': PATCH_20 }, body: JSON.stringify(items) })

export const upload = (
  target: Target,
  id: string,
  body: Exclude<RequestOptions['body'], undefined>,
  headers: Record<string, string> = {},
): Promise<Answer> => target.put(filePath(id), { headers: { ...OCTETS, ...headers }, body })

/** Data that nobody takes for a disk format. */
export const someBytes = (size: number): Buffer => {
  const bytes = randomBytes(size)
  bytes.fill(0x2e, 0, Math.min(16, size))
  return bytes
}

export const digest = (algorithm: string, bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex')

export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Asks again and again until the answer is as wanted; answers the last one in any case. */
export const waitUntil = async (
  ask: () => Promise<Answer>,
  wanted: (answer: Answer) => boolean,
  patience = 20_000,
): Promise<Answer> => {
  const deadline = Date.now() + patience
  for (;;) {
    const answer = await ask()
    if (wanted(answer) || Date.now() > deadline) return answer
    await delay(100)
  }
}

/** All bytes of a download: chunks are lent, so that each is copied. */
export const readAll = async (body: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(Uint8Array.from(chunk))
  return Buffer.concat(chunks)
}

/** Shows the image again and again until it is as wanted; that it never is, is the server's fault. */
export const waitForImage = async (
  target: Target,
  id: string,
  wanted: (image: Record<string, unknown>) => boolean,
  what: string,
  patience = 15_000,
): Promise<Record<string, unknown>> => {
  const deadline = Date.now() + patience
  for (;;) {
    const answer = await target.get(imagePath(id))
    const image = answer.status === 200 ? answer.json() : { status: String(answer.status) }
    if (wanted(image)) return image
    if (Date.now() > deadline)
      throw new ServerFailure(`the image is not ${what} after ${patience / 1000} s`, what, JSON.stringify(image))
    await delay(100)
  }
}

export const waitForStatus = (target: Target, id: string, status: string) =>
  waitForImage(target, id, (image) => image.status === status, status)

/** An id that no image has. */
export const unknownId = (): string => {
  const hex = randomBytes(16).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const add = (path: string, value: unknown) => ({ op: 'add', path, value })
export const replace = (path: string, value: unknown) => ({ op: 'replace', path, value })
export const remove = (path: string) => ({ op: 'remove', path })

/** Different short names. */
export const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `n${index}`)
