import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { UForgeImage } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DISK, startUForgeService, type UForgeService } from './uforge-service.ts'

const REQUESTS = 100

/** Two services over the same records and bytes, as two processes are. */
let services: readonly UForgeService[]
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-races-'))
  services = [await startUForgeService({ dataDir }), await startUForgeService({ dataDir })]
})
afterAll(async () => {
  for (const service of services) await service.stop()
  await rm(dataDir, { recursive: true })
})

const first = () => services[0] as UForgeService

async function race(path: string, at: readonly UForgeService[]) {
  const asking = Array.from({ length: REQUESTS }, (_, index) => at[index % at.length]?.call('GET', path))
  const answers = (await Promise.all(asking)).flatMap((answer) => answer ?? [])
  const won = answers.filter(({ status }) => status === 200)
  return {
    statuses: answers.map(({ status }) => status).sort(),
    digests: won.map(({ body }) => createHash('sha256').update(body).digest('hex')),
  }
}

const oneOf = (refused: number) => [200, ...Array.from({ length: REQUESTS - 1 }, () => refused)]

describe.each([
  { name: 'one service', at: () => services.slice(0, 1) },
  { name: 'two services', at: () => services },
])('of a hundred requests at once, to $name, one gets all of the bytes', ({ at }) => {
  test('by a download key', async () => {
    const { downloadUri, sha256sum } = (await first().aCompleteImage()) as UForgeImage
    const { statuses, digests } = await race(`/api/${downloadUri}`, at())
    expect(statuses).toStrictEqual(oneOf(401))
    expect(digests).toStrictEqual([sha256sum])
  })

  test('by a link to an image', async () => {
    const { id } = await first().aSource()
    const headers = await first().tokenOf('ann')
    const { json } = await first().call('POST', `/v2/images/${id}/links`, { headers })
    const { pathname, search } = new URL(json.url)
    const { statuses, digests } = await race(pathname + search, at())
    expect(statuses).toStrictEqual(oneOf(404))
    expect(digests).toStrictEqual([createHash('sha256').update(DISK).digest('hex')])
  })
})
