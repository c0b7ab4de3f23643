import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { ImageStore } from '@vitrine/core'
import { describeImageStore } from '@vitrine/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFileImageStore } from './file-image-store.ts'

const run = promisify(execFile)
const MIB = 1024 * 1024

let root: string
let store: ImageStore
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'file-image-store-'))
  store = await createFileImageStore({ root })
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** Files below a folder of the store, by their names there. */
async function filesIn(folder = '.'): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

const put = (key: string, bytes: AsyncIterable<Uint8Array>, into = store) =>
  into.put(key, bytes, { signal: new AbortController().signal })

async function* bytes(size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; left -= MIB) yield Buffer.alloc(Math.min(left, MIB), 7)
}

describe('file store', () => {
  describeImageStore(async () => ({ store, list: filesIn, disconnect: async () => undefined }))

  test('keeps a whole image under blobs, by the first letters of its key', async () => {
    const key = randomUUID()
    await put(key, bytes(10))
    expect(await readdir(join(root, 'blobs', key.slice(0, 2)))).toStrictEqual([key])
    expect(await filesIn('incoming')).toStrictEqual([])
  })

  test('has nothing under blobs until the put is complete', async () => {
    const key = randomUUID()
    const seen: unknown[] = []
    async function* watching() {
      yield Buffer.alloc(10)
      seen.push(await filesIn('blobs'), await filesIn('incoming'))
      yield Buffer.alloc(10)
    }
    await put(key, watching())
    expect(seen).toStrictEqual([[], [key]])
    expect(await filesIn('blobs')).toStrictEqual([key])
  })

  test('lets nobody but owner and group read what it keeps', async () => {
    const key = randomUUID()
    await put(key, bytes(10))
    const { mode } = await stat(join(root, 'blobs', key.slice(0, 2), key))
    expect(mode & 0o007).toBe(0)
  })

  test('keeps what it has when it is opened again', async () => {
    const key = randomUUID()
    await put(key, bytes(10))
    const again = await createFileImageStore({ root })
    for await (const chunk of await again.open(key)) expect(chunk).toHaveLength(10)
  })

  test('removes what a crash left of a key when the key is deleted (R8)', async () => {
    const key = randomUUID()
    await writeFile(join(root, 'incoming', key), 'partial')
    await store.delete(key)
    expect(await filesIn()).toStrictEqual([])
  })

  test('loses a put whose key is deleted meanwhile, with nothing left (S51)', async () => {
    const key = randomUUID()
    async function* deleting() {
      yield Buffer.alloc(10)
      await store.delete(key)
      yield Buffer.alloc(10)
    }
    await expect(put(key, deleting())).rejects.toMatchObject({ code: 'storeUnavailable' })
    expect(await filesIn()).toStrictEqual([])
  })

  test('refuses a second put under a key, and the first goes on unharmed', async () => {
    const key = randomUUID()
    const refusals: unknown[] = []
    async function* twice() {
      yield Buffer.alloc(10)
      await put(key, bytes(10)).catch((error: unknown) => refusals.push(error))
      yield Buffer.alloc(10)
    }
    expect(await put(key, twice())).toStrictEqual({ size: 20 })
    expect(refusals).toHaveLength(1)
  })

  test('breaks a read that finds the file shorter than when it was opened', async () => {
    const key = randomUUID()
    await put(key, bytes(3 * MIB))
    const chunks = await store.open(key)
    const read = async () => {
      for await (const _ of chunks) await writeFile(join(root, 'blobs', key.slice(0, 2), key), 'short')
    }
    await expect(read()).rejects.toMatchObject({ code: 'imageDataLost' })
  })

  test.for(['../passwd', '..', 'a/b', 'a\\b', '/passwd', 'key\0', 'KEY-WITH-CAPITALS', 'ab', '', 'a'.repeat(65)])(
    'refuses the key %j, which is no file name of its own (S31)',
    async (key) => {
      const secret = join(root, 'passwd')
      await writeFile(secret, 'untouched')
      await expect(put(key, bytes(10))).rejects.toThrow('Not a store key')
      await expect(store.open(key)).rejects.toThrow('Not a store key')
      await expect(store.delete(key)).rejects.toThrow('Not a store key')
      expect(await filesIn()).toStrictEqual([basename(secret)])
    },
  )

  describe('a disk in trouble', () => {
    test('that went away makes the store unavailable', async () => {
      await rm(root, { recursive: true })
      await expect(put(randomUUID(), bytes(10))).rejects.toMatchObject({ code: 'storeUnavailable' })
    })

    test.skipIf(process.getuid?.() === 0)(
      'that may not be written makes the store unavailable (not as root)',
      async () => {
        await chmod(join(root, 'incoming'), 0o500)
        await expect(put(randomUUID(), bytes(10))).rejects.toMatchObject({ code: 'storeUnavailable' })
      },
    )

    test('that has no place for the blob leaves nothing of it', async () => {
      const key = randomUUID()
      await writeFile(join(root, 'blobs', key.slice(0, 2)), 'in the way')
      await expect(put(key, bytes(10))).rejects.toThrow()
      expect(await filesIn()).toStrictEqual([key.slice(0, 2)])
    })

    // A full disk cannot be had for less than a file system of its own.
    const mayMount = process.platform === 'linux' && process.getuid?.() === 0
    describe.runIf(mayMount)('that is small (only as root, who may mount one)', () => {
      let small: ImageStore
      beforeEach(async ({ skip }) => {
        const folder = join(root, 'small')
        await mkdir(folder)
        await run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]).catch(() =>
          skip('mount is not permitted'),
        )
        small = await createFileImageStore({ root: folder })
      })
      afterEach(() => run('umount', [join(root, 'small')]))

      test('fills up, keeps nothing of the image, and takes the next that fits', async () => {
        await expect(put(randomUUID(), bytes(3 * MIB), small)).rejects.toMatchObject({ code: 'storeFull' })
        expect(await filesIn('small')).toStrictEqual([])
        const key = randomUUID()
        await put(key, bytes(MIB), small)
        expect(await filesIn('small')).toStrictEqual([key])
      })
    })
  })
})
