import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cloud, ownCloud } from '../src/cloud.ts'
import { DISK_IMAGES } from '../src/disk-images.ts'
import { MOVERS, type Mover, sameBytes } from '../src/movers.ts'
import { type ServerProcess, startServerProcess } from '../src/server-process.ts'

let folder: string
let server: ServerProcess
let cloud: Cloud

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-interop-'))
  const dataDir = join(folder, 'data')
  server = await startServerProcess(dataDir)
  cloud = ownCloud(dataDir, server.url)
})
afterAll(async () => {
  await server.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

for (const disk of DISK_IMAGES) {
  describe(`${disk.name}, uploaded by`, () => {
    for (const uploader of MOVERS) {
      it(`${uploader.name}, comes back identical to every client`, { timeout: 120_000 }, async ({ skip }) => {
        const source = await disk.make(folder).catch((error: Error) => skip(`no such image here: ${error.message}`))
        await uploader.probe().catch((error: Error) => skip(`no ${uploader.name} here: ${error.message}`))
        const id = await uploader.upload(cloud, source, disk.diskFormat)
        const verdicts = await Promise.all(
          (await present(MOVERS)).map(async (downloader) => {
            const copy = join(folder, `copy-${uploader.name}-${downloader.name}`)
            await downloader.download(cloud, id, copy)
            const verdict = { by: downloader.name, same: await sameBytes(source, copy) }
            await rm(copy)
            return verdict
          }),
        )
        expect(verdicts.filter(({ same }) => !same)).toEqual([])
        expect(verdicts.map(({ by }) => by)).toContain('client')
      })
    }
  })
}

async function present(movers: readonly Mover[]): Promise<Mover[]> {
  const probes = await Promise.allSettled(movers.map((mover) => mover.probe()))
  return movers.filter((_, index) => probes[index]?.status === 'fulfilled')
}
