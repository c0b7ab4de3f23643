import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createUForgeClient,
  downloadLink,
  downloadLinkToFile,
  type UForgeClient,
  type UForgeCredentials,
  type UForgeImage,
} from '@vitrine/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cloud, ownCloud } from '../src/cloud.ts'
import { type CuttingProxy, startCuttingProxy } from '../src/cutting-proxy.ts'
import { sameBytes } from '../src/movers.ts'
import { type ServerProcess, startServerProcess } from '../src/server-process.ts'

const MIB = 1024 * 1024
const PATIENTLY = 120_000
/** So much that there is a middle to break in: what has left a server has been delivered, for all that it knows. */
const SIZE = 64 * MIB

let folder: string
let server: ServerProcess
let line: CuttingProxy
let cloud: Cloud
let forge: UForgeClient
let credentials: UForgeCredentials
let source: { id: string; path: string }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-uforge-client-'))
  server = await startServerProcess(join(folder, 'data'))
  line = await startCuttingProxy(server.url)
  cloud = ownCloud(join(folder, 'data'), line.url)
  const { OS_USERNAME: user = '', OS_PASSWORD: password } = await cloud.glanceEnvironment()
  credentials = { user, password }
  forge = createUForgeClient({ baseUrl: cloud.url, ...credentials })
  source = await uploadSource()
}, PATIENTLY)
afterAll(async () => {
  await line?.close()
  await server?.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

/** Of bytes that no archive makes fewer. */
async function uploadSource() {
  const path = join(folder, 'source.raw')
  await writeFile(path, randomBytes(SIZE))
  const { images, data } = await cloud.client()
  const { id } = await images.create({ name: 'source', disk_format: 'raw', container_format: 'bare' })
  await data.upload(id, path)
  return { id, path }
}

/** Downloads by a link, over a line that breaks twice; and tries once more. */
async function useUp(url: string, path: string) {
  const before = line.cuts
  line.cutAfter(2 * MIB)
  line.cutAfter(2 * MIB)
  const { size } = await downloadLinkToFile(url, path)
  const again = await downloadLink(url).catch(({ status }: { status: number }) => status)
  return { size, cuts: line.cuts - before, again }
}

describe('a machine image', () => {
  let applianceId: number
  let made: UForgeImage
  const told: number[] = []

  beforeAll(async () => {
    const { appliances, machineImages } = forge
    const appliance = await appliances.create({ name: 'web', version: '1.0', sourceImage: source.id })
    applianceId = appliance.dbId
    const { dbId } = await machineImages.generate(applianceId, { targetFormat: 'Raw Virtual Disk' })
    const onProgress = ({ percentage }: { percentage: number }) => told.push(percentage)
    made = await machineImages.watch(applianceId, dbId, { everyMs: 50, onProgress })
  }, PATIENTLY)

  it('is complete when watching it ends', () => {
    expect(made).toMatchObject({ status: { complete: true }, fileSize: expect.any(Number) })
    expect([told.at(-1), told]).toEqual([100, told.toSorted((one, other) => one - other)])
  })

  it('is the same archive by password, by API key, and once by its link', { timeout: PATIENTLY }, async () => {
    const { dbId, publicKey, secretKey = '' } = await forge.apiKeys.create({ name: 'interop' })
    const apiKey = { publicKey, secretKey }
    const signing = createUForgeClient({ baseUrl: cloud.url, user: credentials.user, apiKey })
    const whole = { size: made.fileSize, digest: { algorithm: 'sha256', value: made.sha256sum } }
    const copies = ['password', 'key', 'link'].map((name) => join(folder, `${name}.tar.gz`))
    const [byPassword = '', byKey = '', byLink = ''] = copies
    expect(await forge.machineImages.downloadToFile(applianceId, made.dbId, byPassword)).toMatchObject(whole)
    expect(await signing.machineImages.list(applianceId, { query: `name=='we*'` })).toHaveLength(1)
    expect(await signing.machineImages.downloadToFile(applianceId, made.dbId, byKey)).toMatchObject(whole)
    const used = await useUp(forge.machineImages.linkTo(made) ?? '', byLink)
    expect(used).toEqual({ size: made.fileSize, cuts: 2, again: 401 })
    expect([await sameBytes(byPassword, byKey), await sameBytes(byPassword, byLink)]).toEqual([true, true])
    await forge.apiKeys.delete(dbId)
    await expect(signing.user()).rejects.toMatchObject({ status: 401 })
  })

  it('goes with its appliance', async () => {
    await forge.appliances.delete(applianceId)
    expect(await forge.machineImages.listAll()).toEqual([])
  })
})

describe('an image', () => {
  it('is downloaded once by a link, over a line that breaks', { timeout: PATIENTLY }, async () => {
    const { links } = await cloud.client()
    const { url } = await links.create(source.id, { expires_in: 600 })
    const copy = join(folder, 'copy.raw')
    expect(await useUp(url, copy)).toEqual({ size: SIZE, cuts: 2, again: 404 })
    expect(await sameBytes(source.path, copy)).toBe(true)
    expect(await links.list(source.id)).toMatchObject([{ used_at: expect.any(String) }])
  })
})
