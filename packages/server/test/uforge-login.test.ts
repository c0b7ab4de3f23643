import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../src/http/limits.ts'
import { DOWNLOAD_PATH, IMAGE_PATH, refusalOf, signed, startUForge, type UForge } from './uforge.ts'
import { basic } from './uforge-logins.ts'

let uforge: UForge
beforeAll(async () => {
  uforge = await startUForge()
})
afterAll(() => uforge.stop())
afterEach(() => void uforge.handled.splice(0))

const get = (Authorization?: string, path = IMAGE_PATH) =>
  uforge.call('GET', path, { headers: Authorization === undefined ? {} : { Authorization } })
const whoCame = () => uforge.handled.at(-1)?.login

const ANN = { id: 'id-of-ann', name: 'ann' }

describe('a name and a password', () => {
  test('let in who has them, for the default project', async () => {
    expect((await get(basic('ann'))).status).toBe(200)
    expect(uforge.handled[0]).toMatchObject({
      login: ANN,
      caller: { projectId: 'lab', roles: ['member', 'reader'] },
    })
  })

  test.each([
    ['a wrong password', basic('ann', 'password of root')],
    ['nobody', basic('nobody')],
    ['no name', basic('', 'x')],
    ['no colon', `Basic ${Buffer.from('ann').toString('base64')}`],
    ['no base64', 'Basic ann:password of ann'],
    ['base64 with a hole', basic('ann').replace(/(?<=Basic .{4})/, ' ')],
    ['no UTF-8', `Basic ${Buffer.from('ann:\xff', 'latin1').toString('base64')}`],
    ['nothing', 'Basic'],
    ['a token', 'Bearer swordfish'],
    ['an empty header', ''],
    ['half a supervisor', basic('\\ann', 'password of ann')],
  ])('of which there is %s do not', async (_, header) => {
    for (const path of [IMAGE_PATH, DOWNLOAD_PATH, `${DOWNLOAD_PATH}?downloadId=${'0'.repeat(32)}`, '/api/nothing']) {
      const answer = await get(header, path)
      expect(answer.status, path).toBe(401)
      expect(answer.headers['www-authenticate']).toBe('Basic realm="UForge", charset="UTF-8"')
      expect(refusalOf(answer).localizedErrorMsg.messageId).toMatch(/^login\./)
    }
    expect(uforge.handled).toHaveLength(0)
  })

  test('of who has no default project are told so', async () => {
    const answer = await get(basic('homeless'), '/api/users/homeless')
    expect(answer.status).toBe(403)
    expect(refusalOf(answer).localizedErrorMsg.message).toContain('default project')
  })

  test('may come with the scheme in any case', async () => {
    expect((await get(basic('ann').replace('Basic', 'bAsIc '))).status).toBe(200)
  })

  test('may come unencoded where that is allowed, and only there', async () => {
    const lax = await startUForge({ unencodedBasic: true })
    for (const Authorization of ['Basic ann:password of ann', basic('ann')]) {
      expect((await lax.call('GET', IMAGE_PATH, { headers: { Authorization } })).status).toBe(200)
    }
    expect((await lax.call('GET', IMAGE_PATH, { headers: { Authorization: 'Basic ann:x' } })).status).toBe(401)
    await lax.stop()
    expect((await get('Basic ann:password of ann')).status).toBe(401)
  })
})

describe('who says nothing', () => {
  test.each([
    ['GET', IMAGE_PATH],
    ['GET', '/api/nothing'],
    ['PUT', '/api/status'],
    ['POST', '/api/users/ann/appliances/21/images'],
  ])('gets 401 for %s %s, whether it exists or not', async (method, path) => {
    const answer = await uforge.call(method, path)
    expect(answer.status).toBe(401)
    expect(refusalOf(answer).localizedErrorMsg.messageId).toBe('login.required')
  })

  test('is told whether the platform is well, and so is who says nonsense', async () => {
    for (const header of [undefined, 'Basic !', basic('ann', 'wrong')]) {
      expect((await get(header, '/api/status')).status).toBe(200)
    }
  })

  test('may have a download key, which the handler looks at', async () => {
    expect((await get(undefined, `${DOWNLOAD_PATH}?downloadId=x`)).status).toBe(200)
    expect(uforge.handled[0]).toMatchObject({ login: undefined, caller: { userId: null, roles: [] } })
  })
})

describe('a supervisor', () => {
  test('acts as somebody else', async () => {
    expect((await get(basic('root\\ann', 'password of root'))).status).toBe(200)
    expect(uforge.handled[0]).toMatchObject({
      login: ANN,
      caller: { userId: 'id-of-ann', roles: ['member', 'reader'] },
    })
  })

  test('has to be an administrator, with the right password, and act for somebody', async () => {
    const answers = await Promise.all([
      get(basic('ann\\root', 'password of ann')),
      get(basic('root\\ann', 'password of ann')),
      get(basic('root\\nobody', 'password of root')),
    ])
    expect(answers.map(({ status }) => status)).toStrictEqual([403, 401, 404])
    expect(uforge.handled).toHaveLength(0)
  })
})

describe('a signature', () => {
  test('lets in whose key it was made with', async () => {
    for (const path of [IMAGE_PATH, `${IMAGE_PATH}?query=name%3D%3D%27n%27&count=1`, '/api/users/ann']) {
      expect((await uforge.call('GET', signed(path, 'ann'))).status).toBe(200)
      expect(whoCame()).toStrictEqual(ANN)
    }
  })

  test.each([
    ['by another secret', () => signed(IMAGE_PATH, 'ann', 'swordfish')],
    ['by nobody', () => signed(IMAGE_PATH, 'nobody')],
    ['by who is gone', () => signed(IMAGE_PATH, 'gone')],
    ['of another path', () => signed(IMAGE_PATH, 'ann').replace('/47', '/48')],
    ['of another spelling', () => signed(IMAGE_PATH, 'ann').replace('/ann', '/%61nn')],
    ['of fewer parameters', () => `${signed(IMAGE_PATH, 'ann')}&force=true`],
    ['of more keys', () => signed(`${IMAGE_PATH}?apiKey=key%20of%20rita`, 'ann')],
    ['that is missing', () => `${IMAGE_PATH}?apiKey=key%20of%20ann`],
    ['without a key', () => `${IMAGE_PATH}?a=1&signature=x`],
    ['before a key', () => `${IMAGE_PATH}?signature=x&apiKey=key%20of%20ann`],
  ])('%s does not', async (_, path) => {
    expect((await uforge.call('GET', path())).status).toBe(401)
    expect(uforge.handled).toHaveLength(0)
  })

  test('is for who may use keys', async () => {
    const answer = await uforge.call('GET', signed('/api/users/rita', 'rita'))
    expect(answer.status).toBe(403)
    expect(refusalOf(answer).localizedErrorMsg.message).toContain('api_key_access')
  })

  test('beside a password does not count', async () => {
    const path = signed(IMAGE_PATH, 'ann')
    expect((await get(basic('root'), path)).status).toBe(200)
    expect(whoCame()).toMatchObject({ name: 'root' })
    expect((await get(basic('ann', 'wrong'), path)).status).toBe(401)
  })
})

describe('entitlements', () => {
  const image = '<image/>'
  const headers = { 'Content-Type': 'application/xml' }
  const writes: [string, string, string, string?][] = [
    ['POST', '/api/users/x/appliances', 'appliance_create', '<appliance/>'],
    ['DELETE', '/api/users/x/appliances/21', 'appliance_create'],
    ['POST', '/api/users/x/appliances/21/osprofile', 'appliance_create', '<distribProfile/>'],
    ['POST', '/api/users/x/appliances/21/images', 'image_generate', image],
    ['DELETE', '/api/users/x/appliances/21/images', 'appliance_create'],
    ['POST', '/api/users/x/appliances/21/images/47', 'image_generate'],
    ['DELETE', '/api/users/x/appliances/21/images/47', 'appliance_create'],
    ['DELETE', '/api/users/x/appliances/21/images/47/status', 'image_generate'],
    ['GET', '/api/users/x/apikeys', 'api_key_access'],
    ['POST', '/api/users/x/apikeys', 'api_key_access', '<apiKeyPair/>'],
    ['PUT', '/api/users/x/apikeys/1', 'api_key_access', '<apiKeyPair/>'],
    ['DELETE', '/api/users/x/apikeys/1', 'api_key_access'],
  ]

  test.each(writes)('%s %s takes %s, which readers lack', async (method, path, entitlement, body = '') => {
    const answer = await uforge.call(method, path, { as: 'rita', headers, body })
    expect(answer.status).toBe(403)
    expect(refusalOf(answer).localizedErrorMsg.message).toContain(entitlement)
    const member = await uforge.call(method, path, { as: 'ann', headers, body })
    expect(member.status).not.toBe(403)
  })

  test('are not asked for to see things', async () => {
    for (const path of ['/api/users/rita', IMAGE_PATH, DOWNLOAD_PATH]) {
      expect((await uforge.call('GET', path, { as: 'rita' })).status).toBe(200)
    }
  })
})

describe('a client that polls', () => {
  let own: UForge
  beforeEach(async () => {
    own = await startUForge()
  })
  afterEach(() => own.stop())

  const poll = async () => (await own.call('GET', IMAGE_PATH, { as: 'ann' })).status

  test('has its password tried once', async () => {
    for (let polls = 0; polls < 5; polls++) expect(await poll()).toBe(200)
    expect(own.passwordsTried()).toBe(1)
  })

  test('many times at once has it tried a few times, and as often as that is let in', async () => {
    const statuses = await Promise.all(Array.from({ length: 50 }, poll))
    expect(new Set(statuses)).toStrictEqual(new Set([200]))
    expect(own.passwordsTried()).toBeLessThanOrEqual(LIMITS.loginsOfUser.atOnce)
  })

  test.each([
    ['the password changed', { tokensValidFrom: new Date(Date.now() + 60_000), passwordHash: null }],
    ['the user was disabled', { enabled: false }],
  ])('is refused, at the latest when answers have aged, after %s', async (_, changes) => {
    expect(await poll()).toBe(200)
    await own.directory.updateUser('id-of-ann', changes)
    own.letAnswersAge()
    expect(await poll()).toBe(401)
  })

  test('loses with its role what the role was for', async () => {
    const create = () => own.call('POST', IMAGE_PATH, { as: 'ann' })
    expect((await create()).status).toBe(201)
    const assignment = { userId: 'id-of-ann', projectId: 'lab' }
    await own.directory.assignRole({ ...assignment, roleId: 'reader' })
    await own.directory.unassignRole({ ...assignment, roleId: 'member' })
    own.letAnswersAge()
    expect((await create()).status).toBe(403)
    expect(await poll()).toBe(200)
    expect(own.passwordsTried()).toBe(1)
  })

  test('goes on when its token was revoked, since the password is still good', async () => {
    expect(await poll()).toBe(200)
    await own.directory.updateUser('id-of-ann', { tokensValidFrom: new Date(Date.now() + 1) })
    own.letAnswersAge()
    expect(await poll()).toBe(200)
    expect(own.passwordsTried()).toBe(2)
  })
})

describe('who guesses', () => {
  test('has to wait, while others are let in with good passwords', async () => {
    const limit = { refusals: 3, seconds: 1000, atOnce: 4, waiting: 10 }
    const own = await startUForge({ limits: { loginsOfUser: limit } })
    const statusOf = async (header: string) =>
      (await own.call('GET', IMAGE_PATH, { headers: { Authorization: header } })).status
    expect(await statusOf(basic('rita'))).toBe(200)
    for (let guess = 0; guess < 3; guess++) expect(await statusOf(basic('ann', `guess ${guess}`))).toBe(401)
    const answer = await own.call('GET', IMAGE_PATH, { as: 'ann' })
    expect([answer.status, answer.headers['retry-after']]).toStrictEqual([429, expect.stringMatching(/^\d+$/)])
    expect(refusalOf(answer).localizedErrorMsg.messageId).toBe('attempts.exceeded')
    expect(await statusOf(basic('root'))).toBe(200)
    await own.stop()
  })

  test('is held up for one user also under a supervisor', async () => {
    const limit = { refusals: 1, seconds: 1000, atOnce: 4, waiting: 10 }
    const own = await startUForge({ limits: { loginsOfUser: limit } })
    const statusOf = async (header: string) =>
      (await own.call('GET', IMAGE_PATH, { headers: { Authorization: header } })).status
    expect(await statusOf(basic('root\\ann', 'guess'))).toBe(401)
    expect(await statusOf(basic('root\\rita', 'password of root'))).toBe(429)
    await own.stop()
  })
})

describe('without identity', () => {
  test('everybody is the administrator, by the name in the path', async () => {
    const open = await startUForge({ identity: 'none' })
    for (const Authorization of [undefined, basic('bob', 'anything'), 'nonsense']) {
      const headers = Authorization === undefined ? {} : { Authorization }
      expect((await open.call('POST', '/api/users/bob/appliances/21/images/47', { headers })).status).toBe(201)
      expect(open.handled.pop()).toMatchObject({
        login: { id: 'bob', name: 'bob' },
        caller: { roles: ['admin', 'member', 'reader'] },
      })
    }
    await open.stop()
  })

  test('a download key is still a key, unless a password comes with it', async () => {
    const open = await startUForge({ identity: 'none' })
    const path = `${DOWNLOAD_PATH}?downloadId=x`
    await open.call('GET', path)
    await open.call('GET', path, { as: 'ann' })
    await open.call('GET', DOWNLOAD_PATH)
    const named = { id: 'ann', name: 'ann' }
    expect(open.handled.map(({ login }) => login)).toStrictEqual([undefined, named, named])
    await open.stop()
  })
})

describe('a web page', () => {
  test.each([{ Origin: 'https://attacker.example' }, { 'Sec-Fetch-Site': 'cross-site' }])(
    'with %o changes nothing with a password that the browser remembers, but may lead to a download',
    async (headers) => {
      for (const method of ['POST', 'DELETE']) {
        expect((await uforge.call(method, IMAGE_PATH, { as: 'ann', headers })).status).toBe(403)
      }
      expect(uforge.handled).toHaveLength(0)
      expect((await uforge.call('GET', DOWNLOAD_PATH, { as: 'ann', headers })).status).toBe(200)
    },
  )

  test('of our own may', async () => {
    const headers = { Origin: `http://127.0.0.1:${uforge.port}`, 'Sec-Fetch-Site': 'same-origin' }
    expect((await uforge.call('DELETE', IMAGE_PATH, { as: 'ann', headers })).status).toBe(204)
  })
})
