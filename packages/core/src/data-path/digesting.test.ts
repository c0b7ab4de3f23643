import { createHash, randomBytes } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { createDigestPool } from './digest-pool.ts'
import { digesting } from './digesting.ts'

const pool = createDigestPool(2)
afterAll(() => pool.close())

const whole = randomBytes(3_000_001)

/** Lends one buffer again and again. */
async function* lent(...sizes: number[]): AsyncGenerator<Uint8Array, void, undefined> {
  const buffer = Buffer.alloc(Math.max(...sizes))
  let start = 0
  for (const size of sizes) {
    whole.copy(buffer, 0, start, start + size)
    start += size
    yield buffer.subarray(0, size)
    buffer.fill(0)
  }
}

describe('a stream that is hashed on its way', () => {
  test.for([[[1, 0, 1_500_000, 1_500_000]], [[3_000_001]], [[512 * 1024, 512 * 1024, 3_000_001 - 1024 * 1024]]])(
    'comes through as it is, and has the digests of all of it, in pieces of %j',
    async ([sizes = []]) => {
      const digests = pool.start(['md5', 'sha256'])
      const copies: Buffer[] = []
      for await (const chunk of digesting(lent(...sizes), digests)) copies.push(Buffer.from(chunk))
      expect(Buffer.concat(copies).equals(whole)).toBe(true)
      const expected = ['md5', 'sha256'].map((algorithm) => createHash(algorithm).update(whole).digest('hex'))
      expect(await Promise.all(digests.map((digest) => digest.finish()))).toStrictEqual(expected)
    },
  )

  test('tells its source when nobody reads on', async () => {
    const source = lent(10, 10)
    for await (const _ of digesting(source, pool.start(['md5']))) break
    expect(await source.next()).toStrictEqual({ done: true, value: undefined })
  })

  test('breaks off when it cannot be hashed any more', async () => {
    const digests = pool.start(['md5'])
    for (const digest of digests) digest.drop()
    const reading = async () => {
      for await (const _ of digesting(lent(10, 10, 10, 10), digests));
    }
    await expect(reading()).rejects.toThrow('given up')
  })
})
