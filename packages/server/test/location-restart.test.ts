import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ImageSource, startImageSource } from './image-source.ts'
import { digestOf, startLocations } from './locations.ts'

let dataDir: string
let web: ImageSource
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-locations-'))
  web = await startImageSource()
})
afterEach(async () => {
  await web.close()
  await rm(dataDir, { recursive: true })
})

const start = () => startLocations({ dataDir, web })
const sha256 = digestOf('sha256', 'machine image')

describe('after a restart', () => {
  test.each([
    { name: 'is checked', said: { os_hash_algo: 'sha256', os_hash_value: sha256 }, before: 'importing' },
    { name: 'gets its digests', said: {}, before: 'active' },
  ])('a location that was being read $name all the same (R8, R12)', async ({ said, before }) => {
    const first = await start()
    const { id } = await first.create()
    web.hold()
    await first.post(id, { url: web.put('debian', 'machine image'), validation_data: said })
    await first.until(id, { status: before, os_hash_value: null })
    await first.stop()
    web.release()

    const second = await start()
    await second.until(id, { status: 'active', os_hash_value: sha256 })
    await second.stop()
  })

  test('an image that nobody is working on can be filled anew (R8)', async () => {
    const first = await start()
    const { id } = await first.create()
    const image = await first.catalog.find(id)
    if (image) await first.catalog.update(id, image.revision, image, new Date(), { status: 'importing', data: null })
    await first.stop()

    const second = await start()
    expect(second.recovered).toStrictEqual([id])
    expect((await second.post(id, { url: web.put('debian', 'machine image') })).status).toBe(202)
    await second.until(id, { status: 'active' })
    await second.stop()
  })

  test('without the store of data elsewhere a location is given up, and its image free', async () => {
    const first = await start()
    const { id } = await first.create()
    web.hold()
    const known = { os_hash_algo: 'sha256', os_hash_value: sha256 }
    await first.post(id, { url: web.put('debian', 'machine image'), validation_data: known })
    await first.until(id, { status: 'importing' })
    await first.stop()

    const second = await startLocations({ dataDir, web, locations: undefined })
    await second.until(id, { status: 'queued' })
    expect(await second.ended(id)).toMatchObject([{ status: 'failure' }])
    await second.stop()
  })
})
