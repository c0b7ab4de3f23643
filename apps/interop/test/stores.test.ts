import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cloud, cell, glance, ownCloud } from '../src/cloud.ts'
import { hasProgram, sameBytes } from '../src/movers.ts'
import { type ServerProcess, startServerProcess } from '../src/server-process.ts'

const PATIENTLY = 180_000
const hasGlance = await hasProgram('glance')

describe.runIf(hasGlance)('a server with two stores and the command glance', { timeout: PATIENTLY }, () => {
  let folder: string
  let server: ServerProcess
  let cloud: Cloud
  let source: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-stores-'))
    source = join(folder, 'source.raw')
    await writeFile(source, Buffer.alloc(2 ** 20, 'image'))
    const args = ['--stores', `fast=file,slow=file:${folder}/slow`, '--image-count-total', '3']
    server = await startServerProcess(folder, { args })
    cloud = ownCloud(folder, server.url)
  }, PATIENTLY)
  afterAll(async () => {
    await server?.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  })

  const create = (store: string) => {
    const formats = ['--disk-format', 'raw', '--container-format', 'bare']
    return glance(cloud, 'image-create', '--name', store, ...formats, '--file', source, '--store', store)
  }

  test('lists them, and puts images where they are asked for', async () => {
    expect(await glance(cloud, 'stores-info')).toMatch(/"id": "fast", "default": "true"/)
    // Twice: the second time it has a schema in its cache, and makes options of what is in there.
    for (const store of ['slow', 'fast']) {
      const created = await create(store)
      expect([cell(created, 'status'), cell(created, 'stores')]).toEqual(['active', store])
      const copy = join(folder, `${store}.copy`)
      await glance(cloud, 'image-download', '--file', copy, cell(created, 'id'))
      expect(await sameBytes(source, copy)).toBe(true)
    }
    await expect(create('nowhere')).rejects.toMatchObject({ stderr: expect.stringContaining('nowhere') })
    await expect(glance(cloud, 'stores-info', '--detail')).rejects.toMatchObject({
      stderr: expect.stringContaining('403'),
    })
    expect(await glance(ownCloud(folder, server.url, 'vitrine-admin'), 'stores-info', '--detail')).toMatch(/slow/)
  })

  test('tells what the project uses (W12)', async () => {
    expect(await glance(cloud, 'usage')).toMatch(/\| image_count_total +\| 3 +\| 2 +\|/)
    expect(await glance(cloud, 'usage')).toMatch(/\| image_size_total +\| -1 +\| 2 +\|/)
  })
})
