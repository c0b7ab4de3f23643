import { on, once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

const remove = (id: string, headers: Record<string, string> = {}) =>
  service.call('DELETE', `/v2/images/${id}`, { headers })

describe('a delete', () => {
  test('is 204 without content, and the image is gone', async () => {
    const { id } = await service.createImage()
    const { status, body, headers } = await remove(id, { 'Content-Type': 'application/octet-stream' })
    expect(status).toBe(204)
    expect(body).toHaveLength(0)
    expect(headers['x-openstack-request-id']).toMatch(/^req-/)
    for (const path of [`/v2/images/${id}`, `/v2/images/${id}/file`]) {
      expect((await service.call('GET', path)).status).toBe(404)
    }
    expect((await remove(id)).status).toBe(404)
    expect((await service.call('GET', `/v2/images?id=${id}`)).json.images).toStrictEqual([])
  })

  test('takes the bytes along', async () => {
    const { id } = await service.createActiveImage('data')
    const gone = once(service.events, 'forgetKey ends')
    await remove(id)
    await gone
    expect(await service.filesOnDisk()).toStrictEqual([])
  })

  test('does not set the id free (S7)', async () => {
    const { id } = await service.createImage()
    await remove(id)
    const { status, json } = await service.call('POST', '/v2/images', { body: { id } })
    expect(status).toBe(409)
    expect(json.message).toContain(id)
  })

  test('of a protected image is 403', async () => {
    const { id } = await service.createImage({ protected: true })
    const { status, json } = await remove(id)
    expect(status).toBe(403)
    expect(json.message).toContain('protected')
    await service.patch(id, [{ op: 'replace', path: '/protected', value: false }])
    expect((await remove(id)).status).toBe(204)
  })

  test('of many at once succeeds once', async () => {
    const { id } = await service.createImage()
    const answers = await Promise.all(Array.from({ length: 10 }, () => remove(id)))
    expect(answers.map(({ status }) => status).toSorted()).toStrictEqual([204, ...Array(9).fill(404)])
  })

  test('does not wait for a store that fails; the bytes go later (R7)', async () => {
    let failing = true
    const faulty = await startService({
      wrapStore: (store) => ({
        ...store,
        async delete(key) {
          if (failing) throw new Error('The disk is away')
          return store.delete(key)
        },
      }),
    })
    const first = await faulty.createActiveImage('data')
    const second = await faulty.createActiveImage('more')
    const refused = once(faulty.events, 'not reaped')
    expect((await faulty.call('DELETE', `/v2/images/${first.id}`)).status).toBe(204)
    await refused
    expect((await faulty.call('GET', `/v2/images/${first.id}`)).status).toBe(404)
    expect(await faulty.filesOnDisk()).toHaveLength(2)

    failing = false
    const forgotten = on(faulty.events, 'forgetKey ends')
    await faulty.call('DELETE', `/v2/images/${second.id}`)
    await forgotten.next()
    await forgotten.next()
    expect(await faulty.filesOnDisk()).toStrictEqual([])
    await faulty.stop()
  })
})
