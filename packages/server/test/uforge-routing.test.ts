import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { IMAGE_PATH, refusalOf, startUForge, type UForge } from './uforge.ts'

let uforge: UForge
let without: UForge
beforeAll(async () => {
  uforge = await startUForge()
  without = await startUForge({ isServed: false })
})
afterAll(() => Promise.all([uforge.stop(), without.stop()]))
afterEach(() => void uforge.handled.splice(0))

describe('a path', () => {
  test.each([
    ['/api/users/ann/appliances/21/images/statuses', 'listMachineImageStatuses'],
    ['/api/users/ann/appliances/21/images/47', 'showMachineImage'],
    ['/api/users/ann/images/status', 'listUserMachineImageStatuses'],
    ['/api/users/ann/appliances/21/images/47/downloads', 'downloadMachineImage'],
    ['/api/users/ann/appliances/21/images/47/downloads/a_1.0rev1_qcow2.tar.gz', 'downloadMachineImageFile'],
  ])('%s is of %s: words count before numbers', async (path, operation) => {
    await uforge.call('GET', path, { as: 'ann' })
    expect(uforge.handled.map((given) => given.operation)).toStrictEqual([operation])
  })

  test('has its parts decoded', async () => {
    await uforge.call('GET', '/api/users/a%2Fn%20n/appliances/21/images/47', { as: 'root' })
    expect(uforge.handled[0]?.path).toStrictEqual({ uid: 'a/n n', aid: '21', itid: '47' })
  })

  test.each([
    ['PUT', IMAGE_PATH, 'GET, HEAD, POST, DELETE'],
    ['DELETE', '/api/users/ann/appliances/21/images/statuses', 'GET, HEAD'],
    ['POST', '/api/status', 'GET, HEAD'],
    ['OPTIONS', '/api/users/ann', 'GET, HEAD'],
  ])('does not take %s %s, and says what it takes', async (method, path, allow) => {
    const answer = await uforge.call(method, path, { as: 'ann' })
    expect(answer.status).toBe(405)
    expect(new Set(answer.headers.allow?.split(', '))).toStrictEqual(new Set(allow.split(', ')))
    expect(refusalOf(answer)).toMatchObject({
      requestMethod: method,
      localizedErrorMsg: { messageId: 'method.unknown', message: expect.stringContaining(method) },
    })
  })

  test.each(['/api', '/api/', '/api/nothing', '/api/users/', '/api//status', '/api/status/', '/api/users/ann/Images'])(
    '%s is unknown',
    async (path) => {
      const answer = await uforge.call('GET', path, { as: 'ann' })
      expect(answer.status).toBe(404)
      expect(refusalOf(answer).localizedErrorMsg.messageId).toBe('path.unknown')
    },
  )

  test('that is not UTF-8 is refused', async () => {
    const answer = await uforge.call('GET', '/api/users/%ff', { as: 'ann' })
    expect(answer.status).toBe(400)
    expect(refusalOf(answer).localizedErrorMsg.messageId).toBe('request.invalid')
  })
})

describe('the other APIs', () => {
  test('answer as they did', async () => {
    const stranger = await uforge.call('GET', '/v2/images')
    expect([stranger.status, stranger.headers['www-authenticate']]).toStrictEqual([
      401,
      expect.stringMatching(/^Keystone/),
    ])
    const versions = await uforge.call('GET', '/apis', { headers: { Accept: 'application/json' } })
    expect([versions.status, versions.headers.version, versions.headers.vary]).toStrictEqual([
      204,
      undefined,
      undefined,
    ])
  })

  test('do not take a name and a password', async () => {
    expect((await uforge.call('GET', '/v2/images', { as: 'ann' })).status).toBe(401)
  })
})

describe('where it is not served', () => {
  test('each path is left to those who say so, without a login', async () => {
    for (const path of ['/api/status', IMAGE_PATH]) {
      expect((await without.call('GET', path)).headers).not.toHaveProperty('www-authenticate')
    }
    expect(without.handled.map(({ operation }) => operation)).toStrictEqual(['showServiceStatus', 'showMachineImage'])
    expect((await without.call('GET', '/api/nothing')).status).toBe(404)
  })
})
