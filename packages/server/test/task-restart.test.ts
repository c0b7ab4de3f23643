import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RemoteSource } from '@vitrine/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ADMIN, aBody, PATIENTLY, startTasks } from './tasks.ts'

const DATA = Buffer.from('machine image')

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-tasks-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

/** Gives a piece, and then nothing until whoever reads has gone. */
const stalling: Partial<RemoteSource> = {
  fetch: async (_, { signal }) => {
    async function* pieces() {
      yield DATA.subarray(0, 5)
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    return aBody(pieces(), DATA.length)
  },
}

test('an import that a stop has ended goes on at the next start, with the same image (R11, R12)', async () => {
  const first = await startTasks({ dataDir, source: stalling })
  const created = await first.import({ name: 'debian' })
  await expect.poll(async () => JSON.stringify(await first.imagesOf()), PATIENTLY).toContain('saving')
  const [image] = (await first.imagesOf()) as Array<{ id: string }>
  await first.stop()

  const second = await startTasks({ dataDir, source: { fetch: async () => aBody([DATA], DATA.length) } })
  expect(await second.ended(created)).toMatchObject({ status: 'success', result: { image_id: image?.id } })
  expect(await second.imagesOf()).toMatchObject([{ id: image?.id, name: 'debian', status: 'active' }])
  expect((await second.download(image?.id ?? '', ADMIN)).body).toEqual(DATA)
  expect(await second.filesOnDisk()).toHaveLength(1)
  await second.stop()
})
