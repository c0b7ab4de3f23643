import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

const OWNER = { 'X-Auth-Token': 'owner' }
const READER = { 'X-Auth-Token': 'reader' }
const OTHER = { 'X-Auth-Token': 'other' }
const ADMIN = { 'X-Auth-Token': 'admin' }

let service: Service
beforeAll(async () => {
  const identity = stubIdentity({
    owner: { projectId: 'project-owner' },
    reader: { projectId: 'project-owner', roles: ['reader'] },
    other: { projectId: 'project-other' },
    admin: { projectId: 'project-admin', roles: ['admin', 'member', 'reader'] },
  })
  service = await startService({ identity })
})
afterAll(() => service.stop())

type Action = 'deactivate' | 'reactivate'
const actionPath = (id: string, action: string) => `/v2/images/${id}/actions/${action}`
const act = (id: string, action: Action, headers: Record<string, string> = OWNER) =>
  service.call('POST', actionPath(id, action), { headers })
const shown = async (id: string) => (await service.call('GET', `/v2/images/${id}`, { headers: ADMIN })).json
const statusOf = async (id: string) => (await shown(id)).status
const revisionOf = async (id: string) => (await service.catalog.find(id))?.revision ?? 0
const aQueuedImage = async (attributes: object = {}) => (await service.createImage(attributes, OWNER)).id
const anActiveImage = async (attributes: object = {}) => {
  const id = await aQueuedImage(attributes)
  await service.upload(id, 'data', OWNER)
  return id
}
const aDeactivatedImage = async (attributes: object = {}) => {
  const id = await anActiveImage(attributes)
  await act(id, 'deactivate')
  return id
}

describe('deactivation and reactivation', () => {
  test('take the data of an image out of use and put it back as it was (U13)', async () => {
    const id = await anActiveImage({ visibility: 'community' })
    const before = await shown(id)
    const deactivated = await act(id, 'deactivate')
    expect([deactivated.status, deactivated.text, await statusOf(id)]).toStrictEqual([204, '', 'deactivated'])
    expect((await service.download(id, OWNER)).status).toBe(403)
    expect((await act(id, 'reactivate')).status).toBe(204)
    expect(await shown(id)).toStrictEqual({ ...before, updated_at: expect.any(String) })
    expect((await service.download(id, OTHER)).text).toBe('data')
  })

  test.each([
    { action: 'deactivate', prepare: aDeactivatedImage },
    { action: 'reactivate', prepare: anActiveImage },
  ] as const)('to $action what is so already changes nothing', async ({ action, prepare }) => {
    const id = await prepare()
    const before = await revisionOf(id)
    expect((await act(id, action)).status).toBe(204)
    expect(await revisionOf(id)).toBe(before)
    await act(id, action === 'deactivate' ? 'reactivate' : 'deactivate')
    expect(await revisionOf(id)).toBeGreaterThan(before)
  })

  test.each(['deactivate', 'reactivate'] as const)(
    'to %s a queued image is refused, naming its status',
    async (action) => {
      const id = await aQueuedImage()
      const { status, json } = await act(id, action, ADMIN)
      expect([status, json.message]).toStrictEqual([403, expect.stringContaining(`${id} is queued`)])
      expect(await statusOf(id)).toBe('queued')
    },
  )

  test('during an upload is refused, and the upload does not mind', async () => {
    const id = await aQueuedImage()
    const begun = once(service.events, 'beginUpload ends')
    const { request, answer } = service.openUpload(id, OWNER)
    request.write('da')
    await begun
    const { status, json } = await act(id, 'deactivate')
    expect([status, json.message]).toStrictEqual([403, expect.stringContaining('saving')])
    request.end('ta')
    expect((await answer).status).toBe(204)
    expect((await service.download(id, OWNER)).text).toBe('data')
  })

  test('is not for everyone', async () => {
    for (const [action, prepare] of [
      ['deactivate', anActiveImage],
      ['reactivate', aDeactivatedImage],
    ] as const) {
      const seen = await prepare({ visibility: 'community' })
      const unseen = await prepare({ visibility: 'private' })
      const before = await statusOf(seen)
      for (const [id, headers, status] of [
        [seen, READER, 403],
        [seen, OTHER, 403],
        [unseen, OTHER, 404],
        ['00000000-0000-4000-8000-000000000000', OWNER, 404],
      ] as const) {
        expect((await act(id, action, headers)).status).toBe(status)
      }
      expect([await statusOf(seen), await statusOf(unseen)]).toStrictEqual([before, before])
      expect((await act(unseen, action, ADMIN)).status).toBe(204)
    }
  })

  test('of a protected image is possible', async () => {
    const id = await aDeactivatedImage({ protected: true })
    expect(await statusOf(id)).toBe('deactivated')
  })
})

describe('a deactivated image', () => {
  test('gives its data to administrators only, whatever part is asked for (S2)', async () => {
    const id = await aDeactivatedImage({ visibility: 'community' })
    for (const headers of [OWNER, OTHER, { ...OWNER, Range: 'bytes=0-1' }]) {
      const { status, json } = await service.download(id, headers)
      expect([status, json.message]).toStrictEqual([403, expect.stringContaining('deactivated')])
    }
    expect((await service.download(id, ADMIN)).text).toBe('data')
    expect((await service.download(id, { ...ADMIN, Range: 'bytes=0-1' })).text).toBe('da')
  })

  test('is listed, shown, changed and shared like any other', async () => {
    const id = await aDeactivatedImage()
    const list = await service.call('GET', '/v2/images?status=deactivated', { headers: OWNER })
    expect(list.json.images.map((image: { id: string }) => image.id)).toContain(id)
    expect((await service.patch(id, [{ op: 'replace', path: '/name', value: 'retired' }], OWNER)).status).toBe(200)
    const member = { headers: OWNER, body: { member: 'project-other' } }
    expect((await service.call('POST', `/v2/images/${id}/members`, member)).status).toBe(200)
    expect((await service.call('GET', `/v2/images/${id}`, { headers: OTHER })).json).toMatchObject({
      name: 'retired',
      status: 'deactivated',
    })
  })

  test('keeps its formats and its data', async () => {
    const id = await aDeactivatedImage()
    for (const path of ['/disk_format', '/container_format']) {
      expect((await service.patch(id, [{ op: 'replace', path, value: 'ami' }], ADMIN)).status).toBe(403)
    }
    expect((await service.upload(id, 'other', ADMIN)).status).toBe(409)
    expect((await service.download(id, ADMIN)).text).toBe('data')
  })

  test('is deleted with its data (C28)', async () => {
    const id = await aDeactivatedImage()
    const reaped = once(service.events, 'forgetKey ends')
    expect((await service.call('DELETE', `/v2/images/${id}`, { headers: OWNER })).status).toBe(204)
    await reaped
    for (const action of ['deactivate', 'reactivate'] as const) expect((await act(id, action)).status).toBe(404)
  })
})

describe('requests for an action', () => {
  test.each(['deactivate', 'reactivate'] as const)(
    'to %s take no body, and do not mind a type without one',
    async (action) => {
      const id = await anActiveImage()
      const typed = { ...OWNER, 'Content-Type': 'application/octet-stream' }
      expect((await service.call('POST', actionPath(id, action), { headers: OWNER, body: '{}' })).status).toBe(400)
      expect(await statusOf(id)).toBe('active')
      expect((await act(id, action, typed)).status).toBe(204)
    },
  )

  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('by %s are told what there is', async (method) => {
    const id = await anActiveImage()
    for (const action of ['deactivate', 'reactivate']) {
      const { status, headers } = await service.call(method, actionPath(id, action), { headers: OWNER })
      expect([status, headers.allow]).toStrictEqual([405, 'POST'])
    }
    expect(await statusOf(id)).toBe('active')
  })

  test('by another name, or another way of writing it, are for nothing (S16)', async () => {
    const id = await anActiveImage()
    for (const rest of ['', '/', '/other', '/Deactivate', '/deactivat%65', '/deactivate/', '//deactivate']) {
      const { status } = await service.call('POST', `/v2/images/${id}/actions${rest}`, { headers: OWNER })
      expect(status, rest).toBe(404)
    }
    expect(await statusOf(id)).toBe('active')
    expect((await service.call('POST', `/v2.3/images/${id}/actions/deactivate`, { headers: OWNER })).status).toBe(204)
  })
})

describe('at once', () => {
  test('deactivations, tags and a change of the name are all there', async () => {
    const id = await anActiveImage()
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () => act(id, 'deactivate')),
      service.call('PUT', `/v2/images/${id}/tags/broken`, { headers: OWNER }),
      service.patch(id, [{ op: 'replace', path: '/name', value: 'renamed' }], OWNER),
    ])
    expect(answers.map(({ status }) => status)).toStrictEqual([...Array(11).fill(204), 200])
    expect(await shown(id)).toMatchObject({ status: 'deactivated', tags: ['broken'], name: 'renamed' })
  })

  test('a deletion wins over any number of actions', async () => {
    const id = await anActiveImage()
    const deletion = service.call('DELETE', `/v2/images/${id}`, { headers: OWNER })
    const actions = Array.from({ length: 20 }, (_, index) => act(id, index % 2 ? 'deactivate' : 'reactivate'))
    for (const { status } of await Promise.all(actions)) expect([204, 404]).toContain(status)
    expect((await deletion).status).toBe(204)
    expect((await service.call('GET', `/v2/images/${id}`, { headers: ADMIN })).status).toBe(404)
  })
})
