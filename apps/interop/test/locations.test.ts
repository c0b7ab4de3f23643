import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cloud, cell, glance, ownCloud } from '../src/cloud.ts'
import { hasProgram } from '../src/movers.ts'
import { type ServerProcess, startServerProcess } from '../src/server-process.ts'
import { startWebSite, type WebSite } from '../src/web-site.ts'

const PATIENTLY = 180_000
const hasGlance = await hasProgram('glance')

/** A refusal in a sentence, where a client that does not understand an answer shows where it stood in its code. */
const refused = (reason: RegExp) => ({
  asymmetricMatch: ({ stderr }: { stderr: string }) => reason.test(stderr) && !stderr.includes('Traceback'),
})

describe.runIf(hasGlance)('glance and a server that shows locations', { timeout: PATIENTLY }, () => {
  const bytes = randomBytes(100_000)
  let folder: string
  let web: WebSite
  let server: ServerProcess
  let member: Cloud
  let admin: Cloud
  let site: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-locations-'))
    web = await startWebSite(bytes)
    site = web.url
    const args = ['--stores', 'file,http', '--show-multiple-locations', 'yes', '--fetch-allow', web.place]
    server = await startServerProcess(folder, { args })
    member = ownCloud(folder, server.url)
    admin = ownCloud(folder, server.url, 'vitrine-admin')
  }, PATIENTLY)
  afterAll(async () => {
    await server?.end('SIGTERM')
    web?.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Not by glance, which takes what is on its standard input for data. */
  const create = async (): Promise<string> => {
    const client = await member.client()
    const { id } = await client.images.create({ name: 'elsewhere', disk_format: 'raw', container_format: 'bare' })
    return id
  }

  test('adds, describes and removes them', async () => {
    const id = await create()
    const added = await glance(member, 'location-add', '--url', `${site}/a`, '--metadata', '{"region": "north"}', id)
    expect([cell(added, 'status'), cell(added, 'size'), cell(added, 'stores')]).toEqual(['active', '100000', 'http'])
    expect(await glance(member, 'location-add', '--url', `${site}/b`, id)).toContain(`${site}/b`)
    const described = await glance(member, 'location-update', '--url', `${site}/b`, '--metadata', '{"x": "south"}', id)
    expect(described).toContain('north')
    expect(described).toContain('south')

    const copy = join(folder, 'copy')
    await glance(member, 'image-download', '--file', copy, id)
    expect((await readFile(copy)).equals(bytes)).toBe(true)

    const removal = ['location-delete', '--url', `${site}/a`, id] as const
    await expect(glance(member, ...removal)).rejects.toEqual(refused(/403/))
    await glance(admin, ...removal)
    expect(await glance(member, 'image-show', id)).not.toContain(`${site}/a`)
    await expect(glance(admin, 'location-delete', '--url', `${site}/b`, id)).rejects.toEqual(refused(/403/))
    await glance(member, 'image-delete', id)
  })

  test('states digests, and hears what is wrong', async () => {
    const id = await create()
    const add = (...options: string[]) => glance(member, 'location-add', ...options, id)
    await expect(add('--url', 'file:///etc/passwd')).rejects.toEqual(refused(/400/))
    await expect(add('--url', 'http://127.0.0.1:1/')).rejects.toEqual(refused(/400/))
    const wrong = ['--hash-algo', 'sha512', '--hash-value', 'ab']
    await expect(add('--url', `${site}/a`, ...wrong)).rejects.toEqual(refused(/409/))
    const known = ['--hash-algo', 'sha512', '--hash-value', 'ab'.repeat(64)]
    expect(cell(await add('--url', `${site}/a`, ...known), 'os_hash_algo')).toBe('sha512')
    await expect(add('--url', `${site}/b`)).rejects.toEqual(refused(/409/))
    await glance(member, 'image-delete', id)
  })
})
