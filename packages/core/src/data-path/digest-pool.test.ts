import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { createDigestPool, type Digest, type DigestPool, isHashAlgorithm } from './digest-pool.ts'

const pools: DigestPool[] = []
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})

function createPool(size: number): DigestPool {
  const pool = createDigestPool(size)
  pools.push(pool)
  return pool
}

function startOne(pool: DigestPool, algorithm: string): Digest {
  const [digest] = pool.start([algorithm])
  if (!digest) throw new Error('The pool started no digest')
  return digest
}

/** Whether each digest still answers, now that one of the threads is dead. */
async function survivors(pool: DigestPool, digests: readonly Digest[]): Promise<boolean[]> {
  await killThread(pool)
  const answers = await Promise.allSettled(digests.map((digest) => digest.finish()))
  return answers.map(({ status }) => status === 'fulfilled')
}

function shared(text: string): SharedArrayBuffer {
  const bytes = Buffer.from(text)
  const memory = new SharedArrayBuffer(bytes.length)
  new Uint8Array(memory).set(bytes)
  return memory
}

function expected(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex')
}

/** A digest of an unknown algorithm is the end of the thread that has to make it. */
async function killThread(pool: DigestPool): Promise<void> {
  await expect(startOne(pool, 'no-such-hash').finish()).rejects.toThrow()
}

describe('a digest', () => {
  test.for(['md5', 'sha1', 'sha256', 'sha512'])('of %s equals the one of node:crypto', async (algorithm) => {
    const digest = startOne(createPool(1), algorithm)
    await digest.update(shared('abc'), 3)
    await digest.update(shared('defghi'), 6)
    expect(await digest.finish()).toBe(expected(algorithm, 'abcdefghi'))
  })

  test('of nothing is the one of the empty string', async () => {
    expect(await startOne(createPool(1), 'sha256').finish()).toBe(expected('sha256', ''))
  })

  test('takes only the given length of a block', async () => {
    const digest = startOne(createPool(1), 'sha256')
    await digest.update(shared('abcdefghi'), 3)
    expect(await digest.finish()).toBe(expected('sha256', 'abc'))
  })

  test('takes blocks in the order of the calls, without waiting between them', async () => {
    const digest = startOne(createPool(1), 'sha256')
    const words = Array.from({ length: 100 }, (_, index) => `${index};`)
    const updates = words.map((word) => digest.update(shared(word), word.length))
    const hex = await digest.finish()
    await Promise.all(updates)
    expect(hex).toBe(expected('sha256', words.join('')))
  })

  test('is done with a block once the update resolves', async () => {
    const digest = startOne(createPool(1), 'sha256')
    const memory = shared('abc')
    await digest.update(memory, 3)
    new Uint8Array(memory).fill(0)
    expect(await digest.finish()).toBe(expected('sha256', 'abc'))
  })

  test('is dropped without harm after it was finished', async () => {
    const pool = createPool(1)
    const digest = startOne(pool, 'md5')
    await digest.finish()
    digest.drop()
    expect(await startOne(pool, 'md5').finish()).toBe(expected('md5', ''))
  })

  test('that is dropped leaves nobody waiting', async () => {
    const digest = startOne(createPool(1), 'md5')
    const update = digest.update(shared('abc'), 3)
    const finish = digest.finish()
    digest.drop()
    await expect(update).rejects.toThrow('given up')
    await expect(finish).rejects.toThrow('given up')
  })

  test('that was dropped takes nothing more', async () => {
    const digest = startOne(createPool(1), 'md5')
    digest.drop()
    await expect(digest.update(shared('abc'), 3)).rejects.toThrow('given up')
    await expect(digest.finish()).rejects.toThrow('given up')
  })

  test('that was finished takes nothing more', async () => {
    const digest = startOne(createPool(1), 'md5')
    await digest.finish()
    await expect(digest.finish()).rejects.toThrow('given up')
  })
})

describe('a pool', () => {
  test('keeps many digests apart', async () => {
    const pool = createPool(3)
    const texts = Array.from({ length: 20 }, (_, index) => `image ${index}`)
    const digests = texts.map((text) => ({ text, digest: startOne(pool, 'sha256') }))
    await Promise.all(digests.map(({ text, digest }) => digest.update(shared(text), text.length)))
    const hex = await Promise.all(digests.map(({ digest }) => digest.finish()))
    expect(hex).toStrictEqual(texts.map((text) => expected('sha256', text)))
  })

  test.for([0, 1, 2])('runs both digests of an upload on different threads, with %i others running', async (others) => {
    const pool = createPool(2)
    for (let other = 0; other < others; other++) startOne(pool, 'md5')
    const [first, second] = await survivors(pool, pool.start(['md5', 'sha512']))
    expect(first).not.toBe(second)
  })

  test('answers digests in the order of the algorithms, also when they are more than the threads', async () => {
    const algorithms = ['md5', 'sha1', 'sha512']
    const hex = await Promise.all(
      createPool(2)
        .start(algorithms)
        .map((digest) => digest.finish()),
    )
    expect(hex).toStrictEqual(algorithms.map((algorithm) => expected(algorithm, '')))
  })

  test('takes turns, so that no thread gets every slow digest', async () => {
    const pool = createPool(2)
    const digests = [...pool.start(['md5', 'sha512']), ...pool.start(['md5', 'sha512'])]
    const [md5, sha512, otherMd5, otherSha512] = await survivors(pool, digests)
    expect(md5).not.toBe(sha512)
    expect([otherMd5, otherSha512]).toStrictEqual([sha512, md5])
  })

  test('chooses the thread with the fewest open digests', async () => {
    const pool = createPool(2)
    const [busy, done, alsoBusy] = [startOne(pool, 'md5'), startOne(pool, 'md5'), startOne(pool, 'md5')]
    await done.finish()
    const [next, afterNext] = [startOne(pool, 'md5'), startOne(pool, 'md5')]
    const [a, b, c, d] = await survivors(pool, [busy, alsoBusy, next, afterNext])
    expect([b, d]).toStrictEqual([a, c])
    expect(c).not.toBe(a)
  })

  test('rejects what a dying thread leaves unanswered', async () => {
    const pool = createPool(1)
    const digest = startOne(pool, 'md5')
    const lost = startOne(pool, 'no-such-hash').finish()
    const answers = await Promise.allSettled([lost, digest.update(shared('abc'), 3), digest.finish()])
    expect(answers.map(({ status }) => status)).toStrictEqual(['rejected', 'rejected', 'rejected'])
  })

  test('rejects at once what is asked of a dead thread', async () => {
    const pool = createPool(1)
    const digest = startOne(pool, 'md5')
    await killThread(pool)
    await expect(digest.update(shared('abc'), 3)).rejects.toThrow()
    digest.drop()
  })

  test('starts a new thread in the place of a dead one', async () => {
    const pool = createPool(1)
    await killThread(pool)
    expect(await startOne(pool, 'md5').finish()).toBe(expected('md5', ''))
  })

  test('rejects what is under way when it closes', async () => {
    const pool = createPool(1)
    const digest = startOne(pool, 'md5')
    await digest.update(shared('abc'), 3)
    await pool.close()
    await expect(digest.finish()).rejects.toThrow()
  })
})

describe('hash algorithms', () => {
  test.for([
    { name: 'md5', want: true },
    { name: 'sha512', want: true },
    { name: 'no-such-hash', want: false },
    { name: '', want: false },
  ])('include "$name": $want', ({ name, want }) => {
    expect(isHashAlgorithm(name)).toBe(want)
  })
})
