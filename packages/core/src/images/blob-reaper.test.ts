import { describe, expect, test } from 'vitest'
import { storesOf, stub } from '../../test/builders.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { ImageStore } from '../ports/image-store.ts'
import { createBlobReaper } from './blob-reaper.ts'

/** Doomed keys of a catalogue, and a store that may refuse to delete some. */
function setUp(keys: string[], refuses: (key: string) => boolean = () => false) {
  const doomed = new Set(keys)
  const deleted: string[] = []
  const errors: Array<[error: unknown, key: string | undefined]> = []
  const refusal = new Error('store is away')
  const running = { now: 0, most: 0 }
  const catalog = stub<ImageCatalog>({
    async listDoomed(limit, after = '') {
      running.most = Math.max(running.most, ++running.now)
      await new Promise((resolve) => setImmediate(resolve))
      running.now--
      return [...doomed]
        .filter((key) => key > after)
        .sort()
        .slice(0, limit)
        .map((key) => ({ key, store: 'file' }))
    },
    async forgetKey(key) {
      doomed.delete(key)
    },
  })
  const store = stub<ImageStore>({
    async delete(key) {
      if (refuses(key)) throw refusal
      deleted.push(key)
    },
  })
  const reaper = createBlobReaper({
    catalog,
    stores: storesOf(store),
    onError: (error, key) => errors.push([error, key]),
  })
  return { reaper, catalog, doomed, deleted, errors, refusal, running }
}

const keys = (count: number) => Array.from({ length: count }, (_, index) => `key-${String(index).padStart(3, '0')}`)

describe('the reaper', () => {
  test('removes the bytes of every doomed key, then forgets the key', async () => {
    const { reaper, deleted, doomed, errors } = setUp(keys(3))
    await reaper.reap()
    expect(deleted).toStrictEqual(keys(3))
    expect(doomed.size).toBe(0)
    expect(errors).toStrictEqual([])
  })

  test('goes on until nothing is left, however much there is', async () => {
    const { reaper, deleted, doomed } = setUp(keys(250))
    await reaper.reap()
    expect(new Set(deleted)).toStrictEqual(new Set(keys(250)))
    expect(doomed.size).toBe(0)
  })

  test('keeps a key doomed that the store refuses to delete, and says so (R7)', async () => {
    const { reaper, doomed, errors, refusal } = setUp(keys(3), (key) => key === 'key-001')
    await reaper.reap()
    expect([...doomed]).toStrictEqual(['key-001'])
    expect(errors).toStrictEqual([[refusal, 'key-001']])
  })

  test('removes in its next pass what the store refused before (R7)', async () => {
    let away = true
    const { reaper, doomed } = setUp(keys(3), () => away)
    await reaper.reap()
    expect(doomed.size).toBe(3)
    away = false
    await reaper.reap()
    expect(doomed.size).toBe(0)
  })

  test('ends a pass in which the store refuses everything', async () => {
    const { reaper, doomed, errors } = setUp(keys(150), () => true)
    await reaper.reap()
    expect(doomed.size).toBe(150)
    expect(errors).toHaveLength(150)
  })

  test('goes on past keys that the store refuses, and tries each once a pass', async () => {
    const stuck = new Set(keys(120))
    const { reaper, doomed, errors } = setUp(keys(250), (key) => stuck.has(key))
    await reaper.reap()
    expect(doomed).toStrictEqual(stuck)
    expect(errors).toHaveLength(120)
    stuck.clear()
    await reaper.reap()
    expect(doomed.size).toBe(0)
  })

  test('removes one key by itself, and leaves the others', async () => {
    const { reaper, doomed, deleted, running } = setUp(keys(3))
    await reaper.remove({ key: 'key-001', store: 'file' })
    expect(deleted).toStrictEqual(['key-001'])
    expect([...doomed]).toStrictEqual(['key-000', 'key-002'])
    expect(running.most).toBe(0)
  })

  test('reports one key that the store refuses, and removes it in the next pass', async () => {
    let away = true
    const { reaper, doomed, errors, refusal } = setUp(keys(1), () => away)
    await reaper.remove({ key: 'key-000', store: 'file' })
    expect(errors).toStrictEqual([[refusal, 'key-000']])
    expect(doomed.size).toBe(1)
    away = false
    await reaper.reap()
    expect(doomed.size).toBe(0)
  })

  test('never rejects, and works again once the catalogue does', async () => {
    const { reaper, catalog, deleted, errors } = setUp(keys(1))
    const list = catalog.listDoomed
    const failure = new Error('catalogue is away')
    catalog.listDoomed = () => Promise.reject(failure)
    await reaper.reap()
    expect(errors).toStrictEqual([[failure, undefined]])
    catalog.listDoomed = list
    await reaper.reap()
    expect(deleted).toStrictEqual(['key-000'])
  })

  test('runs one pass at a time', async () => {
    const { reaper, running } = setUp(keys(3))
    await Promise.all([reaper.reap(), reaper.reap(), reaper.reap()])
    expect(running.most).toBe(1)
  })

  test('has removed a key when the call after its doom resolves, also while a pass was running', async () => {
    const { reaper, doomed, deleted } = setUp(keys(1))
    const running = reaper.reap()
    await new Promise((resolve) => setImmediate(resolve))
    doomed.add('late')
    await reaper.reap()
    expect(deleted).toContain('late')
    await running
  })
})
