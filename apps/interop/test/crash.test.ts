import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createImageClient } from '@vitrine/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startServerProcess } from '../src/server-process.ts'

let folder: string
let dataDir: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-crash-'))
  dataDir = join(folder, 'data')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a server that is killed in the middle of an upload', () => {
  it('has the image queued, no stray bytes, and a working upload after its next start (R8, S52)', async () => {
    const killed = await startServerProcess(dataDir)
    const before = createImageClient({ baseUrl: killed.url })
    const { id } = await before.images.create({ disk_format: 'raw', container_format: 'bare' })
    const upload = startUpload(killed.url, id)
    upload.write(Buffer.alloc(8 * 1024 * 1024, 1))
    await untilFilesAppear(dataDir)
    expect((await before.images.show(id)).status).toBe('saving')
    await killed.end('SIGKILL')

    const restarted = await startServerProcess(dataDir)
    try {
      const after = createImageClient({ baseUrl: restarted.url })
      expect(await after.images.show(id)).toMatchObject({ status: 'queued', size: null, checksum: null })
      expect(await imageFiles(dataDir)).toEqual([])
      await after.data.upload(id, Buffer.from('second try'))
      expect(await after.images.show(id)).toMatchObject({ status: 'active', size: 10 })
      expect(await imageFiles(dataDir)).toHaveLength(1)
    } finally {
      await restarted.end('SIGTERM')
    }
  })
})

/** An upload that never ends by itself; the break of its connection is expected. */
function startUpload(url: string, id: string) {
  const upload = request(`${url}/v2/images/${id}/file`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  upload.on('error', () => undefined)
  return upload
}

async function untilFilesAppear(dir: string): Promise<void> {
  await expect.poll(() => imageFiles(dir)).not.toEqual([])
}

async function imageFiles(dir: string): Promise<string[]> {
  const entries = await readdir(join(dir, 'images'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
