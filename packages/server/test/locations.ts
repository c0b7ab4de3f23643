import { createHash } from 'node:crypto'
import type { Image } from '@vitrine/api-types'
import { createHttpSource } from '@vitrine/stores/http'
import { expect, vi } from 'vitest'
import { type ImageSource, startImageSource } from './image-source.ts'
import { type Answer, type Call, type ServiceOptions, startService, stubIdentity } from './service.ts'

const as = (token: string) => ({ 'X-Auth-Token': token })
export const OWNER = as('owner')
export const READER = as('reader')
export const GUEST = as('guest')
export const ADMIN = as('admin')
export const SERVICE = as('service')

/** As long as a busy machine may need. */
const PATIENTLY = { timeout: 20_000, interval: 20 }

export const digestOf = (algorithm: string, bytes: string | Buffer) => createHash(algorithm).update(bytes).digest('hex')

export type LocationService = Awaited<ReturnType<typeof startLocations>>

/** A service with a store `http`, a web server that it may reach, and what tests do with both. */
export async function startLocations(options: ServiceOptions & { readonly web?: ImageSource } = {}) {
  const web = options.web ?? (await startImageSource())
  const source = createHttpSource({ allow: [web.place], idleMs: 10_000 })
  const identity = stubIdentity({
    owner: { projectId: 'project-a' },
    reader: { projectId: 'project-a', roles: ['reader'] },
    guest: { projectId: 'project-b' },
    admin: { projectId: 'project-root', roles: ['admin', 'member', 'reader'] },
    service: { projectId: 'project-services', roles: ['service', 'member', 'reader'] },
  })
  const service = await startService({ identity, source, locations: { all: true }, ...options })
  const call = (method: string, path: string, headers: Record<string, string> = OWNER, body?: Call['body']) =>
    service.call(method, path, { headers, ...(body !== undefined && { body }) })
  const show = async (id: string, headers = OWNER): Promise<Image> =>
    (await call('GET', `/v2/images/${id}`, headers)).json

  return {
    ...service,
    web,
    ask: call,
    show,
    create: (attributes: object = {}) => service.createImage(attributes, OWNER),

    async createUploaded(bytes: string, attributes: object = {}): Promise<Image> {
      const { id } = await service.createImage(attributes, OWNER)
      expect((await service.upload(id, bytes, OWNER)).status).toBe(204)
      return show(id)
    },

    patch: (id: string, items: object, headers: Record<string, string> = OWNER) =>
      service.patch(id, items as object, headers),

    /** One more place, by a patch. */
    add: (id: string, url: string, more: object = {}, headers = OWNER): Promise<Answer> =>
      service.patch(id, [{ op: 'add', path: '/locations/-', value: { url, metadata: {}, ...more } }], headers),

    /** The operation of its own. */
    post: (id: string, body: object | string, headers = OWNER): Promise<Answer> =>
      call('POST', `/v2/images/${id}/locations`, headers, body),

    /** The image, as soon as it is as wanted. */
    until: (id: string, wanted: object): Promise<Image> =>
      vi.waitFor(async () => {
        const image = await show(id)
        expect(image).toMatchObject(wanted)
        return image
      }, PATIENTLY),

    /** The tasks of the image, as soon as all have ended. */
    ended: (id: string) =>
      vi.waitFor(async () => {
        const { tasks } = (await call('GET', `/v2/images/${id}/tasks`)).json
        for (const { status } of tasks) expect(status).toMatch(/success|failure/)
        return tasks
      }, PATIENTLY),

    async stop(): Promise<void> {
      await service.stop()
      if (options.web === undefined) await web.close()
    },
  }
}

export const urlsOf = ({ locations = [] }: Image): string[] => locations.map(({ url }) => url)
