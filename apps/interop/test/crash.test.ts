import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Cloud, ownCloud } from '../src/cloud.ts'
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
    const cloud = ownCloud(dataDir, killed.url)
    const before = await cloud.client()
    const { id } = await before.images.create({ disk_format: 'raw', container_format: 'bare' })
    const upload = await startUpload(cloud, id)
    upload.write(Buffer.alloc(8 * 1024 * 1024, 1))
    await untilFilesAppear(dataDir)
    expect((await before.images.show(id)).status).toBe('saving')
    await killed.end('SIGKILL')

    // Where clouds.yaml says that it is.
    const restarted = await startServerProcess(dataDir, { args: ['--listen', new URL(killed.url).host] })
    try {
      const after = await ownCloud(dataDir, restarted.url).client()
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
async function startUpload(cloud: Cloud, id: string) {
  const { id: token } = await cloud.session()
  const upload = request(`${cloud.url}/v2/images/${id}/file`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/octet-stream', 'X-Auth-Token': token },
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
