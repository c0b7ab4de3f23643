import type { Visibility } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

const as = (token: string) => ({ 'X-Auth-Token': token })
const ALICE = as('alice')
const BOB = as('bob')
const ADMIN = as('admin')

let service: Service
beforeAll(async () => {
  service = await startService({
    identity: stubIdentity({
      alice: { projectId: 'project-a' },
      bob: { projectId: 'project-b' },
      admin: { projectId: 'operations', roles: ['admin', 'member', 'reader'] },
    }),
  })
})
afterAll(() => service.stop())

async function anImage(visibility: Visibility, attributes: object = {}) {
  return service.createImage({ visibility, owner: 'project-a', ...attributes }, ADMIN)
}
const call = (method: string, path: string, headers: Record<string, string> = {}, body?: object | string) =>
  service.call(method, path, { headers, ...(body !== undefined && { body }) })
const patch = (id: string, headers: Record<string, string> = {}, path = '/name', value: unknown = 'new') =>
  service.patch(id, [{ op: 'replace', path, value }], headers)

describe('an image of another project', () => {
  test.each<{ visibility: Visibility; seen: boolean }>([
    { visibility: 'private', seen: false },
    { visibility: 'shared', seen: false },
    { visibility: 'community', seen: true },
    { visibility: 'public', seen: true },
  ])(
    'that is $visibility is seen: $seen; changed by its owner and administrators only',
    async ({ visibility, seen }) => {
      const { id } = await anImage(visibility)
      const path = `/v2/images/${id}`
      const refused = seen ? 403 : 404
      expect((await call('GET', path, BOB)).status).toBe(seen ? 200 : 404)
      expect((await call('GET', `${path}/file`, BOB)).status).toBe(seen ? 204 : 404)
      expect((await patch(id, BOB)).status).toBe(refused)
      expect((await service.upload(id, 'data', BOB)).status).toBe(refused)
      expect((await call('DELETE', path, BOB)).status).toBe(refused)

      for (const caller of [ALICE, ADMIN]) {
        expect((await call('GET', path, caller)).status).toBe(200)
        expect((await patch(id, caller)).status).toBe(200)
      }
      expect((await service.upload(id, 'data', ALICE)).status).toBe(204)
      expect((await service.download(id, ALICE)).text).toBe('data')
      expect((await service.download(id, BOB)).status).toBe(seen ? 200 : 404)
      expect((await call('DELETE', path, ALICE)).status).toBe(204)
    },
  )

  test('that may not be deleted keeps its bytes (S1)', async () => {
    for (const visibility of ['public', 'private'] as const) {
      const { id } = await anImage(visibility)
      await service.upload(id, 'data', ALICE)
      expect((await call('DELETE', `/v2/images/${id}`, BOB)).status).toBe(visibility === 'public' ? 403 : 404)
      expect((await service.download(id, ALICE)).text).toBe('data')
    }
  })

  test('that is not seen is told exactly as one that does not exist (S13)', async () => {
    const { id } = await anImage('private')
    const unknown = '00000000-0000-4000-8000-000000000000'
    const told = async (imageId: string, method: string, path: string) => {
      const answer = await call(method, `/v2/images/${imageId}${path}`, BOB)
      return [answer.status, answer.text.replaceAll(imageId, '')]
    }
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/file'],
    ] as const) {
      expect(await told(id, method, path)).toStrictEqual(await told(unknown, method, path))
    }
  })

  test('gives no hint of whose its id is when that is taken (S14)', async () => {
    const { id } = await anImage('private', { name: 'secret' })
    const { status, text } = await call('POST', '/v2/images', BOB, { id })
    expect(status).toBe(409)
    expect(text).not.toMatch(/project-a|secret|queued/)
  })

  test('keeps its id after it was deleted, for everyone (S7)', async () => {
    const { id } = await anImage('private')
    await call('DELETE', `/v2/images/${id}`, ALICE)
    for (const caller of [ALICE, BOB, ADMIN]) {
      expect((await call('POST', '/v2/images', caller, { id })).status).toBe(409)
      expect((await call('GET', `/v2/images/${id}`, caller)).status).toBe(404)
    }
  })
})

describe('an image without owner', () => {
  test('is for administrators, unless it is for everyone (S18)', async () => {
    for (const [visibility, status] of [
      ['private', 404],
      ['shared', 404],
      ['community', 200],
      ['public', 200],
    ] as const) {
      const { id } = await anImage(visibility, { owner: null })
      expect((await call('GET', `/v2/images/${id}`, ALICE)).status).toBe(status)
      expect((await call('GET', `/v2/images/${id}`, ADMIN)).status).toBe(200)
      expect((await patch(id, ALICE)).status).toBe(status === 200 ? 403 : 404)
    }
  })
})

describe('a marker', () => {
  test('that the caller may not see is answered byte for byte like an unknown one (S13)', async () => {
    const hidden = await anImage('private')
    const gone = await anImage('private')
    await call('DELETE', `/v2/images/${gone.id}`, ALICE)
    const unknown = '00000000-0000-4000-8000-000000000000'
    const answers = await Promise.all(
      [hidden.id, gone.id, unknown].map((marker) => call('GET', `/v2/images?marker=${marker}`, BOB)),
    )
    for (const { status } of answers) expect(status).toBe(400)
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await call('GET', `/v2/images?marker=${hidden.id}`, ALICE)).status).toBe(200)
  })
})

describe('a list', () => {
  test('has what its caller sees, community images of others only when asked for', async () => {
    const tag = 'visibility-matrix'
    for (const owner of ['project-a', 'project-b']) {
      for (const visibility of ['private', 'shared', 'community', 'public'] as const) {
        await anImage(visibility, { owner, name: `${owner} ${visibility}`, tags: [tag] })
      }
    }
    const namesFor = async (headers: Record<string, string>, query = '') => {
      const { json } = await call('GET', `/v2/images?tag=${tag}&sort=name:asc${query}`, headers)
      return json.images.map(({ name }: { name: string }) => name)
    }
    const a = ['project-a community', 'project-a private', 'project-a public', 'project-a shared']
    const b = ['project-b community', 'project-b private', 'project-b public', 'project-b shared']
    expect(await namesFor(ALICE)).toStrictEqual([...a, 'project-b public'])
    expect(await namesFor(ALICE, '&visibility=all')).toStrictEqual([...a, 'project-b community', 'project-b public'])
    expect(await namesFor(ALICE, '&visibility=community')).toStrictEqual([a[0], b[0]])
    expect(await namesFor(ALICE, '&visibility=private')).toStrictEqual(['project-a private'])
    expect(await namesFor(ALICE, '&owner=project-b')).toStrictEqual(['project-b public'])
    expect(await namesFor(ADMIN)).toStrictEqual([...a.slice(1), ...b.slice(1)])
    expect(await namesFor(ADMIN, '&visibility=all')).toStrictEqual([...a, ...b])
  })
})

describe('what concerns administrators', () => {
  test('is making an image public', async () => {
    expect(await call('POST', '/v2/images', ALICE, { visibility: 'public' })).toMatchObject({
      status: 403,
      json: { message: expect.stringContaining('public') },
    })
    const { id } = await anImage('private')
    expect((await patch(id, ALICE, '/visibility', 'public')).status).toBe(403)
    expect((await patch(id, ALICE, '/visibility', 'community')).status).toBe(200)
    expect((await patch(id, ADMIN, '/visibility', 'public')).status).toBe(200)
    expect((await patch(id, ALICE, '/name', 'still mine')).status).toBe(200)
    expect((await patch(id, ALICE, '/visibility', 'private')).status).toBe(200)
  })

  test('is giving an image to another project', async () => {
    for (const owner of ['project-b', null, '']) {
      const { status, json } = await call('POST', '/v2/images', ALICE, { owner })
      expect(status).toBe(403)
      expect(json.message).toContain(`'owner'`)
    }
    const { json } = await call('POST', '/v2/images', ALICE, { owner: 'project-a' })
    expect((await patch(json.id, ALICE, '/owner', 'project-b')).status).toBe(403)
    expect((await patch(json.id, ADMIN, '/owner', 'project-b')).status).toBe(200)
    expect((await call('GET', `/v2/images/${json.id}`, ALICE)).status).toBe(404)
    expect((await call('GET', `/v2/images/${json.id}`, BOB)).status).toBe(200)
  })

  test('is no way around protection', async () => {
    const { id } = await anImage('private', { protected: true })
    expect((await call('DELETE', `/v2/images/${id}`, ADMIN)).status).toBe(403)
    expect((await call('DELETE', `/v2/images/${id}`, BOB)).status).toBe(404)
  })
})

describe('a new image', () => {
  test('belongs to the project of its creator', async () => {
    expect((await call('POST', '/v2/images', ALICE, {})).json.owner).toBe('project-a')
  })
})

describe('answers to anybody', () => {
  test('never tell where bytes lie (S3)', async () => {
    const { id } = await anImage('public')
    await service.upload(id, 'data', ALICE)
    const [key = 'none'] = await service.filesOnDisk()
    for (const path of [`/v2/images/${id}`, `/v2/images/${id}/file`, '/v2/images?limit=1000', '/v2/schemas/image']) {
      const { headers, text } = await call('GET', path, ADMIN)
      for (const secret of [service.dataDir, ...(await service.filesOnDisk()), key]) {
        expect(`${JSON.stringify(headers)} ${text}`).not.toContain(secret)
      }
    }
  })
})
