import { describe, expect, test } from 'vitest'
import { createMemoryApiKeys } from '../../test/memory-api-keys.ts'
import { bob, eve, root } from '../../test/workshop.ts'
import { createPolicy } from '../policy/policy.ts'
import { createApiKeyService } from './api-key-service.ts'
import { signatureOf } from './api-key-signature.ts'

const problem = (code: string) => expect.objectContaining({ code })
const label = { name: 'laptop', description: null }

/** What clients send, by the published examples. */
const VECTORS = [
  ['status?apiKey=PUB', 'MWhmnx2+eDyS/QY3SmqZGCDVz4I='],
  ['users/bob/images?apiKey=PUB', 'ixEA/fF5PwUiNVGSRcDXpyZvXG8='],
  [
    'users/bob/appliances?apiKey=PUB&query=name%3D%3D%27nginx%27%3Bversion%3D%3D%271.0%27',
    '9QN8zPLyefDHJAuFCRtl2sL3suw=',
  ],
] as const

function setUp(quota = 2) {
  const catalog = createMemoryApiKeys()
  const keys = createApiKeyService({ catalog, policy: createPolicy(), quota, now: () => new Date('2026-02-03') })
  /** bob's, as the examples have it. */
  const insertExample = () =>
    catalog.insertApiKey(
      { ...label, user: bob.login, publicKey: 'PUB', secretKey: 'SECRET', createdAt: new Date() },
      10,
    )
  return { catalog, keys, insertExample }
}

describe('a signature', () => {
  test.for(VECTORS)('of %s is %s, and shows whose key has signed', async ([text, signature]) => {
    const { keys, insertExample } = setUp()
    await insertExample()
    expect(signatureOf(text, 'SECRET')).toBe(signature)
    expect(await keys.verify('PUB', text, signature)).toStrictEqual(bob.login)
  })

  const [[text, signature]] = VECTORS
  const hex = Buffer.from(signature, 'base64').toString('hex')

  test.for([
    ['of another text', 'PUB', `${text}&more=1`, signature],
    ['of a text that is written otherwise', 'PUB', 'status?apiKey=%50UB', signature],
    ['of an unknown key', 'BUP', text, signature],
    ['that is empty', 'PUB', text, ''],
    ['without its end', 'PUB', text, signature.slice(0, -1)],
    ['with more behind it', 'PUB', text, `${signature}=`],
    ['that is another in one letter', 'PUB', text, signature.replace('M', 'N')],
    ['in hex', 'PUB', text, hex],
    ['of the hex digits', 'PUB', text, Buffer.from(hex).toString('base64')],
    ['in the alphabet of URLs', 'PUB', text, signature.replace('+', '-').replace('/', '_')],
    ['with a letter of more bytes', 'PUB', text, signature.replace('M', 'Ṁ')],
  ] as const)('%s shows nothing', async ([_, publicKey, signed, given]) => {
    const { keys, insertExample } = setUp()
    await insertExample()
    const refusal = {
      code: 'unauthenticated',
      message: 'The API key is not known, or the signature is not that of this request',
    }
    await expect(keys.verify(publicKey, signed, given)).rejects.toMatchObject(refusal)
  })
})

describe('an API key', () => {
  test('is a pair of texts that go into URLs as they are, and signs', async () => {
    const { keys } = setUp()
    const made = [await keys.create('bob', label, bob), await keys.create('bob', label, bob)]
    const texts = made.flatMap(({ publicKey, secretKey }) => [publicKey, secretKey])
    for (const text of texts) expect(text).toMatch(/^[\w-]{80}$/)
    expect(new Set(texts).size).toBe(4)
    expect(await keys.list('bob', bob)).toStrictEqual(made)
    for (const { publicKey, secretKey } of made) {
      expect(await keys.verify(publicKey, 'status', signatureOf('status', secretKey))).toStrictEqual(bob.login)
    }
  })

  test('is one of so many', async () => {
    const { keys } = setUp(1)
    await keys.create('bob', label, bob)
    await expect(keys.create('bob', label, bob)).rejects.toEqual(problem('quotaExceeded'))
    expect(keys.quota).toBe(1)
  })

  test('has a label that changes, and nothing else does', async () => {
    const { keys } = setUp()
    const key = await keys.create('bob', label, bob)
    const changed = await keys.update('bob', key.id, { name: 'desk', description: 'a computer' }, bob)
    expect(changed).toMatchObject({ ...key, name: 'desk', description: 'a computer', updatedAt: expect.any(Date) })
    expect(await keys.list('bob', bob)).toStrictEqual([changed])
  })

  test('signs nothing any more when it is deleted', async () => {
    const { keys } = setUp()
    const { id, publicKey, secretKey } = await keys.create('bob', label, bob)
    await keys.delete('bob', id, bob)
    const verifying = keys.verify(publicKey, 'status', signatureOf('status', secretKey))
    await expect(verifying).rejects.toEqual(problem('unauthenticated'))
    await expect(keys.delete('bob', id, bob)).rejects.toEqual(problem('apiKeyNotFound'))
    await expect(keys.update('bob', id, label, bob)).rejects.toEqual(problem('apiKeyNotFound'))
  })

  test('shows its secret to nobody else, and stands for nobody else', async () => {
    const { keys } = setUp()
    const { id } = await keys.create('bob', label, bob)
    for (const who of [eve, root]) {
      await expect(keys.create('bob', label, who)).rejects.toEqual(problem('forbidden'))
      await expect(keys.list('bob', who)).rejects.toEqual(problem('forbidden'))
      await expect(keys.update('bob', id, label, who)).rejects.toEqual(problem('forbidden'))
    }
    await expect(keys.delete('bob', id, eve)).rejects.toEqual(problem('forbidden'))
    expect(await keys.list('bob', bob)).toHaveLength(1)
  })

  test('is taken away by administrators', async () => {
    const { keys } = setUp()
    const { id } = await keys.create('bob', label, bob)
    await keys.delete('bob', id, root)
    expect(await keys.list('bob', bob)).toStrictEqual([])
  })

  test('is not there for who has the name of a former user', async () => {
    const { keys } = setUp()
    const { id } = await keys.create('bob', label, bob)
    const newBob = { ...eve, login: { id: 'user-new', name: 'bob' } }
    expect(await keys.list('bob', newBob)).toStrictEqual([])
    await expect(keys.update('bob', id, label, newBob)).rejects.toEqual(problem('apiKeyNotFound'))
    await expect(keys.delete('bob', id, newBob)).rejects.toEqual(problem('apiKeyNotFound'))
    expect(await keys.list('bob', bob)).toHaveLength(1)
  })
})
