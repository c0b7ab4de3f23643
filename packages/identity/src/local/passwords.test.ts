import { parseOptions, verify } from '@node-rs/argon2'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createPasswords, newSecret } from './passwords.ts'

vi.mock('@node-rs/argon2', { spy: true })
beforeEach(() => {
  vi.mocked(verify).mockClear()
})

const CHEAP = { memoryCost: 8, timeCost: 1 }
const passwords = createPasswords({ cost: CHEAP })

describe('passwords', () => {
  test('are kept by Argon2id at the cost that OWASP asks for', async () => {
    expect(await createPasswords().hash('swordfish')).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/,
    )
  })

  test('have another hash each time, and are found right by it', async () => {
    const hashes = [await passwords.hash('swordfish'), await passwords.hash('swordfish')]
    expect(hashes[0]).not.toBe(hashes[1])
    for (const hash of hashes) {
      expect(await passwords.verify(hash, 'swordfish')).toBe(true)
      expect(await passwords.verify(hash, 'Swordfish')).toBe(false)
    }
  })

  test.for([undefined, null])('are wrong where there is no hash (%s), after the same work', async (hash) => {
    expect(await passwords.verify(hash, 'swordfish')).toBe(false)
    expect(await passwords.verify(await passwords.hash('other'), 'swordfish')).toBe(false)
    const costs = vi.mocked(verify).mock.calls.map(([hashed]) => parseOptions(hashed))
    expect(costs).toHaveLength(2)
    expect(costs[0]).toStrictEqual(costs[1])
  })

  test('have at most 4096 bytes, and longer ones cost nothing', async () => {
    const longest = 'é'.repeat(2048)
    expect(await passwords.verify(await passwords.hash(longest), longest)).toBe(true)
    vi.mocked(verify).mockClear()
    expect(await passwords.verify(await passwords.hash('short'), `${longest}x`)).toBe(false)
    expect(verify).not.toHaveBeenCalled()
    await expect(passwords.hash(`${longest}x`)).rejects.toMatchObject({
      code: 'attributeInvalid',
      message: 'A password has at most 4096 bytes',
    })
  })

  test('take two threads at most, however many come', async () => {
    let [running, most] = [0, 0]
    vi.mocked(verify).mockImplementation(async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      return true
    })
    const answers = await Promise.all(Array.from({ length: 20 }, () => passwords.verify(undefined, 'x')))
    vi.mocked(verify).mockReset()
    expect(answers).toHaveLength(20)
    expect(most).toBe(2)
  })

  test('are hashed anew when their hash has another cost', async () => {
    const hash = await passwords.hash('swordfish')
    expect(passwords.isOutdated(hash)).toBe(false)
    expect(createPasswords({ cost: { ...CHEAP, timeCost: 2 } }).isOutdated(hash)).toBe(true)
    expect(createPasswords({ cost: { ...CHEAP, memoryCost: 16 } }).isOutdated(hash)).toBe(true)
  })
})

test('a new secret cannot be guessed, and needs no quotes', () => {
  const secrets = Array.from({ length: 100 }, newSecret)
  expect(new Set(secrets).size).toBe(100)
  for (const secret of secrets) expect(secret).toMatch(/^v[0-9a-f]{40}$/)
})
