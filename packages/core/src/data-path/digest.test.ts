import { createHash } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { digest } from './digest.ts'
import { createDigestPool } from './digest-pool.ts'

const digests = createDigestPool(2)
afterAll(() => digests.close())

const { signal } = new AbortController()
const options = { digests, algorithms: ['md5', 'sha256'], limit: 10_000_000, signal }

async function* pieces(...sizes: number[]) {
  for (const size of sizes) yield Buffer.alloc(size, 'x')
}

describe('reading for digests', () => {
  test('answers size and digests of all bytes, in the order of the algorithms', async () => {
    const whole = Buffer.alloc(3_000_001, 'x')
    expect(await digest(pieces(1, 1_500_000, 0, 1_500_000), options)).toStrictEqual({
      size: whole.length,
      digests: ['md5', 'sha256'].map((algorithm) => createHash(algorithm).update(whole).digest('hex')),
    })
  })

  test('ends where there is more than allowed, or another number of bytes than said', async () => {
    const refusal = (code: string) => expect.objectContaining({ code })
    await expect(digest(pieces(11), { ...options, limit: 10 })).rejects.toEqual(refusal('imageTooLarge'))
    await expect(digest(pieces(10), { ...options, declaredSize: 11 })).rejects.toEqual(refusal('sizeMismatch'))
  })
})
