import type { RemoteBody } from '@vitrine/core'
import { expect, vi } from 'vitest'
import { type Answer, type Call, type ServiceOptions, startService, stubIdentity } from './service.ts'

const as = (token: string) => ({ 'X-Auth-Token': token })
export const ADMIN = as('admin')
export const MEMBER = as('member')
export const OTHER = as('other')

/** As long as a busy machine may need. */
export const PATIENTLY = { timeout: 20_000, interval: 20 }

export type TaskService = Awaited<ReturnType<typeof startTasks>>

/** A service, and what tests of tasks do with it. */
export async function startTasks(options: ServiceOptions = {}) {
  const identity = stubIdentity({
    admin: { projectId: 'project-admin', roles: ['admin', 'member', 'reader'] },
    member: { projectId: 'project-member' },
    other: { projectId: 'project-other' },
  })
  const service = await startService({ identity, ...options })
  const ask = (method: string, path: string, headers: Record<string, string> = ADMIN, body?: Call['body']) =>
    service.call(method, path, { headers, ...(body !== undefined && { body }) })

  return {
    ...service,
    ask,

    import: (properties: object = {}, input: object = {}): Promise<Answer> =>
      ask('POST', '/v2/tasks', ADMIN, { type: 'import', input: anInput(properties, input) }),

    /** The task, once it has come to its end. */
    ended: ({ json: { id } }: Answer, headers = ADMIN) =>
      vi.waitFor(async () => {
        const { json: task } = await ask('GET', `/v2/tasks/${id}`, headers)
        expect(task.status).toMatch(/^(success|failure)$/)
        return task
      }, PATIENTLY),

    imagesOf: async (headers = ADMIN): Promise<unknown[]> => (await ask('GET', '/v2/images', headers)).json.images,
  }
}

export function anInput(properties: object = {}, input: object = {}) {
  return {
    import_from: 'http://images.example/debian.raw',
    import_from_format: 'raw',
    image_properties: { disk_format: 'raw', container_format: 'bare', ...properties },
    ...input,
  }
}

/** A body that gives these pieces; what is an error is thrown. */
export function aBody(
  pieces: Iterable<Uint8Array | Error> | AsyncIterable<Uint8Array | Error>,
  size?: number,
): RemoteBody {
  async function* read() {
    for await (const piece of pieces) {
      if (piece instanceof Error) throw piece
      yield piece
    }
    return undefined
  }
  return { size, bytes: read() }
}
