import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RemoteSource } from '@vitrine/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ADMIN, PATIENTLY, RAW, type ServiceV1, startImagesV1 } from './images-v1.ts'
import { aBody } from './tasks.ts'

const DATA = Buffer.from('machine image')

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-copies-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

/** Says how much it has, gives a piece, and then nothing until whoever reads has gone. */
const stalling: Partial<RemoteSource> = {
  size: async () => DATA.length,
  fetch: async (_, { signal }) => {
    async function* pieces() {
      yield DATA.subarray(0, 5)
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    return aBody(pieces(), DATA.length)
  },
}

const becomes = (service: ServiceV1, id: string, status: string) =>
  expect.poll(async () => (await service.shown(id, ADMIN)).status, PATIENTLY).toBe(status)

test('a copy that a stop has ended goes on at the next start: the image is not killed (R8, R12)', async () => {
  const first = await startImagesV1({ dataDir, source: stalling })
  const origin = { 'x-glance-api-copy-from': 'https://images.example/debian?signature=secret' }
  const { id, status } = await first.made({ ...RAW, ...origin }, undefined, ADMIN)
  expect(status).toBe('queued')
  await becomes(first, id, 'saving')
  await first.stop()

  const second = await startImagesV1({ dataDir, source: { fetch: async () => aBody([DATA], DATA.length) } })
  await becomes(second, id, 'active')
  expect((await second.get(id, ADMIN)).body).toEqual(DATA)
  expect(await second.filesOnDisk()).toHaveLength(1)
  const tasks = await second.ask('GET', `/v2/images/${id}/tasks`, ADMIN)
  expect(tasks.json.tasks).toMatchObject([{ type: 'api_image_import', image_id: id }])
  expect(tasks.text).not.toContain('secret')
  await second.stop()
})
