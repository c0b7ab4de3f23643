import { afterAll, describe, expect, test } from 'vitest'
import { aCaller, admin } from '../../test/builders.ts'
import { bytesOf, PIECE_BYTES } from '../../test/memory-store.ts'
import { bob, digests, diskOf, startWorkshop } from '../../test/workshop.ts'
import type { Image } from '../images/image.ts'
import type { DownloadLink } from '../ports/download-link-catalog.ts'
import { Problem } from '../problem.ts'
import type { CallerNow } from './caller-now.ts'
import { createLinkedDownloads, type LinkedDownloads } from './linked-downloads.ts'

afterAll(() => digests.close())

const DISK = diskOf('raw')
const LEASE_MS = 60_000
const invalid = expect.objectContaining({ code: 'downloadLinkInvalid', message: expect.stringContaining('no link') })

/** A link to an active image, and its use; time passes when it is told to. */
async function setUp(given: { strict?: boolean; callerNow?: CallerNow } = {}) {
  const workshop = startWorkshop(given)
  const { clock, shared, imageData, callerNow, anActiveImage, links } = workshop
  const { id } = await anActiveImage('raw')
  const link = await links.create(id, {}, bob.caller)
  let isOpen = 0
  const downloads = createLinkedDownloads({
    links: shared.links,
    imageData: {
      describe: imageData.describe,
      async open(download, range) {
        const bytes = await imageData.open(download, range)
        isOpen++
        return counted(bytes, () => isOpen--)
      },
    },
    callerNow,
    settings: { leaseMs: LEASE_MS, strict: given.strict ?? false },
    now: () => clock.now,
  })
  return {
    ...workshop,
    id,
    link,
    downloads,
    isOpen: () => isOpen > 0,
    pass: (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms)
    },
    /** As `downloads`, where the store fails after so many pieces. */
    failing: (pieces: number) =>
      createLinkedDownloads({
        links: shared.links,
        imageData: {
          describe: imageData.describe,
          open: async (download) => failingAfter(pieces, await imageData.open(download)),
        },
        callerNow,
        settings: { leaseMs: LEASE_MS, strict: false },
        now: () => clock.now,
      }),
    use: async (start?: number, key = link.key) => downloads.open(await downloads.describe(key), start),
    linkNow: () => shared.links.findByKey(link.key),
    change: (changes: Partial<Image>) => {
      const image = shared.images.kept.get(id)
      if (image) shared.images.kept.set(id, { ...image, ...changes })
    },
  }
}

/** Calls back when nobody reads on. */
function counted(bytes: AsyncIterable<Uint8Array>, onEnd: () => void): AsyncIterableIterator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]()
  let isOver = false
  const end = () => {
    if (!isOver) onEnd()
    isOver = true
  }
  return {
    async next() {
      const result = await iterator.next()
      if (result.done) end()
      return result
    },
    async return() {
      end()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

async function* failingAfter(pieces: number, bytes: AsyncIterable<Uint8Array>) {
  let left = pieces
  for await (const chunk of bytes) {
    if (left-- === 0) throw new Problem('storeUnavailable', 'The disk is gone')
    yield chunk
  }
}

type Delivery = Awaited<ReturnType<LinkedDownloads['open']>>

/** Takes so many pieces, and goes. */
async function breakAfter(pieces: number, { bytes }: Delivery): Promise<void> {
  const iterator = bytes[Symbol.asyncIterator]()
  for (let taken = 0; taken < pieces; taken++) await iterator.next()
  await iterator.return?.()
}

describe('who has a link', () => {
  test('downloads what its maker may, once', async () => {
    const { use, downloads, link, id, isOpen } = await setUp()
    expect(await downloads.describe(link.key, id)).toMatchObject({ image: { id }, data: { size: DISK.length } })
    const { start, bytes } = await use()
    expect(start).toBe(0)
    expect((await bytesOf(bytes)).equals(DISK)).toBe(true)
    expect(isOpen()).toBe(false)
    for (const again of [undefined, 0, DISK.length]) await expect(use(again)).rejects.toEqual(invalid)
  })

  test('gets all of it at the first time, whatever part is asked for', async () => {
    const { use } = await setUp()
    const { start, bytes } = await use(10)
    expect([start, (await bytesOf(bytes)).equals(DISK)]).toStrictEqual([0, true])
  })

  test('wins or loses a race: of a hundred at once one gets through', async () => {
    const { downloads, link, isOpen } = await setUp()
    const found = await Promise.all(Array.from({ length: 100 }, () => downloads.describe(link.key)))
    const uses = await Promise.allSettled(found.map((download) => downloads.open(download)))
    const [won, ...more] = uses.flatMap((use) => (use.status === 'fulfilled' ? [use.value] : []))
    expect(more).toStrictEqual([])
    const lost = uses.flatMap((use) => (use.status === 'rejected' ? [use.reason] : []))
    expect(lost).toStrictEqual(Array.from({ length: 99 }, () => invalid))
    expect((await bytesOf(won?.bytes ?? (async function* () {})())).equals(DISK)).toBe(true)
    expect(isOpen()).toBe(false)
  })

  test('has not used it by looking', async () => {
    const { downloads, link, linkNow } = await setUp()
    for (let times = 0; times < 3; times++) await downloads.describe(link.key)
    expect(await linkNow()).toStrictEqual(link)
  })

  test('has not used it when the data cannot be read', async () => {
    const { use, shared, linkNow, link } = await setUp()
    shared.bytes.kept.delete('bytes of raw')
    await expect(use()).rejects.toMatchObject({ code: 'imageDataLost' })
    expect(await linkNow()).toStrictEqual(link)
  })

  test('has not used it when the first of the data cannot be read', async () => {
    const { downloads, linkNow, link, failing } = await setUp()
    const download = await downloads.describe(link.key)
    await expect(failing(0).open(download)).rejects.toMatchObject({ code: 'storeUnavailable' })
    expect(await linkNow()).toStrictEqual(link)
  })

  test('downloads an image without any bytes once, too', async () => {
    const { use, change, shared, id } = await setUp()
    const data = shared.images.kept.get(id)?.data
    if (data) change({ data: { ...data, size: 0 } })
    expect(await bytesOf((await use()).bytes)).toHaveLength(0)
    await expect(use()).rejects.toEqual(invalid)
  })
})

describe('there is no use for', () => {
  test.for<[string, (link: DownloadLink) => string]>([
    ['an unknown key', () => '0123456789abcdef0123456789abcdef'],
    ['no key', () => ''],
    ['a key in capitals', ({ key }) => key.toUpperCase()],
    ['half a key', ({ key }) => key.slice(0, 16)],
    ['more than a key', ({ key }) => `${key}\n`],
    ['the id of a link', ({ id }) => id],
  ])('%s', async ([_, keyOf]) => {
    const { downloads, link, linkNow } = await setUp()
    await expect(downloads.describe(keyOf(link))).rejects.toEqual(invalid)
    expect(await linkNow()).toStrictEqual(link)
  })

  test('the key of another image', async () => {
    const { downloads, link, linkNow } = await setUp()
    await expect(downloads.describe(link.key, '7b97f37c-899d-44e8-aaa0-543edbc4eaad')).rejects.toEqual(invalid)
    expect(await linkNow()).toStrictEqual(link)
  })

  test('a link that has expired, or was revoked', async () => {
    const { downloads, link, id, links, pass } = await setUp()
    const other = await links.create(id, {}, bob.caller)
    await links.revoke(id, other.id, bob.caller)
    await expect(downloads.describe(other.key)).rejects.toEqual(invalid)
    const download = await downloads.describe(link.key)
    pass(24 * 3_600_000)
    await expect(downloads.describe(link.key)).rejects.toEqual(invalid)
    await expect(downloads.open(download)).rejects.toEqual(invalid)
  })

  test.for<[string, Partial<Image>]>([
    ['was deleted', { deletedAt: new Date() }],
    ['was deactivated', { status: 'deactivated' }],
    ['its maker cannot see any more', { owner: 'project-z', visibility: 'private' }],
  ])('a link to an image that %s since then', async ([_, changes]) => {
    const { downloads, link, change, linkNow } = await setUp()
    change(changes)
    await expect(downloads.describe(link.key)).rejects.toEqual(invalid)
    expect(await linkNow()).toStrictEqual(link)
  })

  test('the link of who is gone by now, or may not download the image any more', async () => {
    for (const left of [undefined, aCaller({ roles: ['reader'] })]) {
      const { downloads, link, linkNow } = await setUp({ callerNow: async () => left })
      await expect(downloads.describe(link.key)).rejects.toEqual(invalid)
      expect(await linkNow()).toStrictEqual(link)
    }
  })

  test('the link of an administrator to what is deactivated', async () => {
    const { downloads, links, id, change } = await setUp()
    const { key } = await links.create(id, {}, admin)
    change({ status: 'deactivated' })
    await expect(downloads.describe(key)).rejects.toEqual(invalid)
  })
})

describe('a delivery that breaks', () => {
  test('is gone on with from any byte that had come, and no other way', async () => {
    const { use, linkNow, isOpen } = await setUp()
    await breakAfter(3, await use())
    expect([isOpen(), (await linkNow())?.delivered]).toStrictEqual([false, 3 * PIECE_BYTES])
    for (const start of [undefined, 0, -1, 3 * PIECE_BYTES + 1, DISK.length]) {
      await expect(use(start)).rejects.toEqual(invalid)
    }
    const { start, bytes } = await use(2500)
    expect([start, (await bytesOf(bytes)).equals(DISK.subarray(2500))]).toStrictEqual([2500, true])
    await expect(use()).rejects.toEqual(invalid)
    expect(isOpen()).toBe(false)
  })

  test('can break again and again, and never falls back', async () => {
    const { use, linkNow } = await setUp()
    await breakAfter(5, await use())
    await breakAfter(1, await use(1000))
    expect((await linkNow())?.delivered).toBe(5 * PIECE_BYTES)
    await breakAfter(3, await use(5 * PIECE_BYTES))
    expect((await linkNow())?.delivered).toBe(8 * PIECE_BYTES)
  })

  test('with its last byte under way is gone on with, too', async () => {
    const { use } = await setUp()
    await breakAfter(Math.ceil(DISK.length / PIECE_BYTES), await use())
    await expect(use(DISK.length)).rejects.toEqual(invalid)
    const { bytes } = await use(DISK.length - 1)
    expect(await bytesOf(bytes)).toHaveLength(1)
  })

  test('before its first chunk leaves nothing open, and nothing to go on with', async () => {
    const { use, isOpen, linkNow } = await setUp()
    await breakAfter(0, await use())
    expect([isOpen(), (await linkNow())?.delivered]).toStrictEqual([false, 0])
    for (const start of [undefined, 0, 1]) await expect(use(start)).rejects.toEqual(invalid)
  })

  test('by the fault of the store is gone on with', async () => {
    const { use, downloads, link, failing } = await setUp()
    const { bytes } = await failing(1).open(await downloads.describe(link.key))
    await expect(bytesOf(bytes)).rejects.toMatchObject({ code: 'storeUnavailable' })
    await expect(downloads.describe(link.key)).resolves.toMatchObject({ link: { delivered: PIECE_BYTES } })
    const rest = await bytesOf((await use(PIECE_BYTES)).bytes)
    expect(rest.equals(DISK.subarray(PIECE_BYTES))).toBe(true)
  })

  test('is not gone on with when the lease is over', async () => {
    const { use, pass } = await setUp()
    await breakAfter(3, await use())
    pass(LEASE_MS - 1)
    await breakAfter(1, await use(3000))
    pass(LEASE_MS)
    await expect(use(3000)).rejects.toEqual(invalid)
  })
})

describe('a delivery that seems complete', () => {
  const TAIL_BYTES = 16 * 1024 * 1024

  test('may not have come: its tail is delivered once more, and then no more', async () => {
    const { use, isOpen } = await setUp()
    await bytesOf((await use()).bytes)
    const { start, bytes } = await use(1)
    expect([start, (await bytesOf(bytes)).equals(DISK.subarray(1))]).toStrictEqual([1, true])
    for (const again of [undefined, 1, DISK.length - 1]) await expect(use(again)).rejects.toEqual(invalid)
    expect(isOpen()).toBe(false)
  })

  test('is not delivered again from before its tail', async () => {
    const { use, change, shared, id } = await setUp()
    const large = Buffer.alloc(TAIL_BYTES + 1000, 'large')
    const data = shared.images.kept.get(id)?.data
    if (data) change({ data: { ...data, size: large.length } })
    shared.bytes.kept.set('bytes of raw', large)
    await bytesOf((await use()).bytes)
    for (const start of [undefined, 0, 1, 999]) await expect(use(start)).rejects.toEqual(invalid)
    expect(await bytesOf((await use(1000)).bytes)).toHaveLength(TAIL_BYTES)
  })

  test('is gone on with until the lease is over, which going on does not renew', async () => {
    const { use, pass } = await setUp()
    await bytesOf((await use()).bytes)
    pass(LEASE_MS - 1)
    await breakAfter(1, await use(1))
    await breakAfter(1, await use(1))
    pass(1)
    await expect(use(1)).rejects.toEqual(invalid)
  })

  test('gives its tail to one of a hundred that ask at once', async () => {
    const { downloads, link, use } = await setUp()
    await bytesOf((await use()).bytes)
    const found = await Promise.all(Array.from({ length: 100 }, () => downloads.describe(link.key)))
    const uses = await Promise.allSettled(found.map((download) => downloads.open(download, 1)))
    expect(uses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('gives nothing to who looked while it went on', async () => {
    const { downloads, link, use, pass } = await setUp()
    const { bytes } = await use()
    pass(1000)
    const iterator = bytes[Symbol.asyncIterator]()
    await iterator.next()
    const early = await downloads.describe(link.key)
    while (!(await iterator.next()).done);
    expect(early.link.delivered).toBe(PIECE_BYTES)
    await expect(downloads.open(early, 1)).rejects.toEqual(invalid)
  })
})

describe('a delivery that goes on', () => {
  test('says how far it is, at most once a second, and keeps the link meanwhile', async () => {
    const { use, linkNow, pass } = await setUp()
    const { bytes } = await use()
    const iterator = bytes[Symbol.asyncIterator]()
    const seen: (number | undefined)[] = []
    for (let piece = 0; piece < 5; piece++) {
      pass(600)
      await iterator.next()
      seen.push((await linkNow())?.delivered)
    }
    expect(seen).toStrictEqual([0, 2, 2, 4, 4].map((pieces) => pieces * PIECE_BYTES))
    pass(9000)
    await expect(use(1000)).rejects.toEqual(invalid)
    await iterator.return?.()
  })

  test('keeps the link for as long as it takes', async () => {
    const { use, pass } = await setUp()
    const iterator = (await use()).bytes[Symbol.asyncIterator]()
    for (let piece = 0; piece < 20; piece++) {
      pass(9000)
      expect((await iterator.next()).done).toBe(false)
    }
    await expect(use(1000)).rejects.toEqual(invalid)
    await iterator.return?.()
  })

  test.for<[string, (workshop: Awaited<ReturnType<typeof setUp>>) => Promise<unknown>]>([
    ['was revoked', ({ links, id, link }) => links.revoke(id, link.id, bob.caller)],
    [
      'has expired, and is forgotten',
      ({ links, pass }) => {
        pass(24 * 3_600_001)
        return links.forgetExpired()
      },
    ],
  ])('goes on to its end when its link %s', async ([_, end]) => {
    const workshop = await setUp()
    const read: Buffer[] = []
    for await (const chunk of (await workshop.use()).bytes) {
      read.push(Buffer.from(chunk))
      if (read.length === 1) await end(workshop)
      workshop.pass(1000)
    }
    expect(await workshop.linkNow()).toBeUndefined()
    expect(Buffer.concat(read).equals(DISK)).toBe(true)
  })

  test('and falls silent can be taken up by another, and then breaks off', async () => {
    const { use, pass, isOpen } = await setUp()
    const silent = (await use()).bytes[Symbol.asyncIterator]()
    pass(1000)
    await silent.next()
    pass(9999)
    await expect(use(500)).rejects.toEqual(invalid)
    pass(1)
    const next = await use(500)
    pass(1000)
    await expect(silent.next()).rejects.toMatchObject({ code: 'downloadLinkInvalid' })
    expect((await bytesOf(next.bytes)).equals(DISK.subarray(500))).toBe(true)
    expect(isOpen()).toBe(false)
  })
})

describe('where the first request counts', () => {
  test('nothing is gone on with', async () => {
    const { use, isOpen, downloads, link } = await setUp({ strict: true })
    const delivery = await use()
    await expect(downloads.describe(link.key)).rejects.toEqual(invalid)
    await breakAfter(3, delivery)
    for (const start of [undefined, 0, 1, 3000]) await expect(use(start)).rejects.toEqual(invalid)
    expect(isOpen()).toBe(false)
  })

  test('it gets all of the data, however long that takes', async () => {
    const { use, pass } = await setUp({ strict: true })
    const { bytes } = await use()
    const read: Buffer[] = []
    for await (const chunk of bytes) {
      pass(2000)
      read.push(Buffer.from(chunk))
    }
    expect(Buffer.concat(read).equals(DISK)).toBe(true)
  })
})
