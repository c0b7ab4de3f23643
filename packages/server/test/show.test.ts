import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

describe('an image', () => {
  test('is shown as JSON', async () => {
    const image = await service.createImage({ name: 'debian', os_distro: 'debian' })
    const { status, headers, json } = await service.call('GET', `/v2/images/${image.id}`)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json')
    expect(json).toStrictEqual(image)
  })

  test('is shown to clients that type requests without a body', async () => {
    const { id } = await service.createImage()
    for (const type of ['application/octet-stream', 'application/json', 'nonsense']) {
      const { status } = await service.call('GET', `/v2/images/${id}`, { headers: { 'Content-Type': type } })
      expect(status).toBe(200)
    }
  })

  test.each(['debian', '00000000-0000-4000-8000-000000000000', '%E2%82%AC', '%00', '..', "';--", '{id}', ':id', '*'])(
    '%s is 404',
    async (id) => {
      expect((await service.call('GET', `/v2/images/${id}`)).status).toBe(404)
    },
  )

  test('has an id whose letters count', async () => {
    await service.createImage({ id: 'AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE' })
    expect((await service.call('GET', '/v2/images/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee')).status).toBe(404)
    expect((await service.call('GET', '/v2/images/AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE')).status).toBe(200)
  })

  test('is not shown to a request with a body', async () => {
    const { id } = await service.createImage()
    for (const method of ['GET', 'DELETE']) {
      const { status, json } = await service.call(method, `/v2/images/${id}`, { body: '{}' })
      expect(status).toBe(400)
      expect(json.message).toContain('body')
    }
    expect((await service.show(id)).id).toBe(id)
  })
})
