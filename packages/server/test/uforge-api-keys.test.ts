import type { UForgeApiKeyPair } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedWith } from './uforge-logins.ts'
import { type Asked, messageIdOf, startUForgeService, type UForgeService } from './uforge-service.ts'

let service: UForgeService
beforeAll(async () => {
  service = await startUForgeService()
})
afterAll(() => service.stop())

const KEYS = 'users/ann/apikeys'

async function aPair(given: Asked = { body: { name: 'laptop' } }): Promise<KeyPair> {
  const answer = await service.ask('POST', KEYS, given)
  expect(answer.status, answer.text).toBe(201)
  return answer.json.apiKeyPair
}
type KeyPair = UForgeApiKeyPair & { secretKey: string }

async function pairs(as = 'ann', list = KEYS): Promise<KeyPair[]> {
  return (await service.ask('GET', list, { as })).json.apiKeyPairs.apiKeyPairs.apiKeyPair
}

const remove = async ({ uri }: KeyPair) => expect((await service.ask('DELETE', uri)).status).toBe(204)
const signed = (method: string, path: string, pair: KeyPair, body?: object) =>
  service.call(method, signedWith(`/api/${path}`, pair), {
    ...(body && { body, headers: { 'Content-Type': 'application/json' } }),
  })

describe('a pair of API keys', () => {
  test('is given to who asks for it, and shown to them again', async () => {
    const { status, headers, json } = await service.ask('POST', KEYS, { body: { name: 'laptop', description: 'mine' } })
    const pair: KeyPair = json.apiKeyPair
    expect([status, headers.location]).toStrictEqual([201, `${service.url}/api/${pair.uri}`])
    expect(headers['cache-control']).toBe('private, no-store')
    expect(pair).toMatchObject({ name: 'laptop', description: 'mine', uri: `${KEYS}/${pair.dbId}` })
    for (const key of [pair.publicKey, pair.secretKey]) expect(key).toMatch(/^[\w-]{80}$/)
    expect(await pairs()).toStrictEqual([pair])
    await remove(pair)
    expect(await pairs()).toStrictEqual([])
  })

  test('needs no body to be given', async () => {
    const pair = await aPair({})
    expect(pair.name).toBe('')
    await remove(pair)
  })

  test('is called something else, and stays the same', async () => {
    const pair = await aPair()
    const { status, json } = await service.ask('PUT', pair.uri, { body: { name: 'server' } })
    const { publicKey, secretKey, created } = pair
    expect(status).toBe(200)
    expect(json.apiKeyPair).toMatchObject({ name: 'server', publicKey, secretKey, created })
    expect(json.apiKeyPair.digest).not.toBe(pair.digest)
    await remove(pair)
  })

  test('is one of as many as a user may have', async () => {
    const held = [await aPair(), await aPair()]
    const refused = await service.ask('POST', KEYS, {})
    expect([refused.status, messageIdOf(refused)]).toStrictEqual([403, 'quota.exceeded'])
    expect((await service.ask('POST', 'users/bob/apikeys', { as: 'bob' })).status).toBe(201)
    await Promise.all(held.map(remove))
    await remove(await aPair())
  })

  test('is for its user alone, though administrators may take it away', async () => {
    const pair = await aPair()
    for (const as of ['bob', 'root']) {
      const refused = await Promise.all([
        service.ask('GET', KEYS, { as }),
        service.ask('POST', KEYS, { as }),
        service.ask('PUT', pair.uri, { as, body: { name: 'taken' } }),
        ...(as === 'bob' ? [service.ask('DELETE', pair.uri, { as })] : []),
      ])
      for (const answer of refused) {
        expect([answer.status, messageIdOf(answer)]).toStrictEqual([403, 'access.denied'])
        expect(answer.text).not.toContain(pair.secretKey)
      }
    }
    expect((await service.ask('DELETE', pair.uri, { as: 'root' })).status).toBe(204)
  })

  test.each(['0', 'x', '999', '2147483648'])('%s is none of theirs', async (id) => {
    for (const answer of [
      await service.ask('PUT', `${KEYS}/${id}`, { body: { name: 'x' } }),
      await service.ask('DELETE', `${KEYS}/${id}`),
    ]) {
      expect([answer.status, messageIdOf(answer)]).toStrictEqual([404, 'apikey.unknown'])
    }
  })
})

describe('a signed request', () => {
  let pair: KeyPair
  beforeAll(async () => {
    pair = await aPair()
  })
  afterAll(() => remove(pair))

  test('is one of the user whose key has signed it', async () => {
    const { status, json } = await signed('GET', 'users/ann', pair)
    expect([status, json.user?.loginName]).toStrictEqual([200, 'ann'])
    expect((await signed('GET', 'users/bob', pair)).status).toBe(403)
  })

  test('has its other parameters signed too', async () => {
    const path = `users/ann/appliances?query=${encodeURIComponent("name=='web';version=='1.0'")}`
    expect((await signed('GET', path, pair)).status).toBe(200)
    const forged = signedWith(`/api/${path}`, pair).replace('web', 'db')
    expect((await service.call('GET', forged)).status).toBe(401)
  })

  test('changes things as one with a password does', async () => {
    const source = await service.aSource()
    const body = { name: 'signed', version: '1.0', distributionUri: `distributions/${source.id}` }
    const { status, json } = await signed('POST', 'users/ann/appliances', pair, body)
    expect(status).toBe(201)
    expect((await signed('DELETE', json.appliance.uri, pair)).status).toBe(204)
  })

  test('is refused in the same words for a wrong secret, for another pair, and for one that was deleted', async () => {
    const gone = await aPair()
    await remove(gone)
    const wrong = [
      { ...pair, secretKey: 'wrong' },
      { ...pair, secretKey: gone.secretKey },
      { ...pair, publicKey: 'unknown' },
      gone,
    ]
    const answers = await Promise.all(wrong.map((forged) => signed('GET', 'users/ann', forged)))
    expect(answers.map(({ status }) => status)).toStrictEqual([401, 401, 401, 401])
    const messages = answers.map(({ json }) => json.uforgeError.localizedErrorMsg.message)
    expect(new Set(messages).size).toBe(1)
  })

  test('leaves neither key nor signature in the log, and so does the one that gave them (S29)', async () => {
    const answer = await signed('GET', 'users/ann', pair)
    const { requestId } = await service.logOf(answer)
    expect(requestId).toBeDefined()
    const log = JSON.stringify(service.logLines)
    for (const secret of [pair.secretKey, pair.publicKey, 'signature=', 'password of'])
      expect(log).not.toContain(secret)
  })
})
