import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

const MIB = 2 ** 20

/** Limits are those of a project, so every test has projects of its own. */
const projects = Array.from({ length: 50 }, (_, number) => `project-${number}`)
const identity = stubIdentity(Object.fromEntries(projects.map((projectId) => [projectId, { projectId }])))
let used = 0
const aProject = () => ({ 'X-Auth-Token': `project-${used++}` })
type Project = ReturnType<typeof aProject>

let tight: Service
/** Any number of images of any size, one upload at a time. */
let loose: Service
beforeAll(async () => {
  ;[tight, loose] = await Promise.all([
    startService({ identity, limits: { images: 3, bytes: 10 } }),
    startService({ identity, limits: { uploads: 1 } }),
  ])
})
afterAll(() => Promise.all([tight.stop(), loose.stop()]))

let project: Project
beforeEach(() => {
  project = aProject()
})

const create = async (service: Service, owner = project) => (await service.createImage({}, owner)).id
const show = async (service: Service, id: string) =>
  (await service.call('GET', `/v2/images/${id}`, { headers: project })).json
const usageOf = async (service: Service, owner = project) =>
  (await service.call('GET', '/v2/info/usage', { headers: owner })).json.usage

/** An upload that the service waits for. */
async function begin(service: Service, id: string) {
  const upload = service.openUpload(id, { ...project, Expect: '100-continue' })
  upload.request.flushHeaders()
  await new Promise((resolve) => upload.request.once('continue', resolve))
  return upload
}

describe('usage', () => {
  test('is filled for every project, with limits or without (W12)', async () => {
    await create(tight)
    expect(await usageOf(tight)).toStrictEqual({
      image_size_total: { usage: 0, limit: 0 },
      image_count_total: { usage: 1, limit: 3 },
      image_count_uploading: { usage: 0, limit: -1 },
    })
    expect(await usageOf(tight, aProject())).toMatchObject({ image_count_total: { usage: 0, limit: 3 } })
    expect(await usageOf(loose)).toStrictEqual({
      image_size_total: { usage: 0, limit: -1 },
      image_count_total: { usage: 0, limit: -1 },
      image_count_uploading: { usage: 0, limit: 1 },
    })
  })

  test('follows what happens', async () => {
    const figures = async () => {
      const { image_size_total, image_count_total, image_count_uploading } = await usageOf(loose)
      return [image_count_total.usage, image_count_uploading.usage, image_size_total.usage]
    }
    const id = await create(loose)
    expect(await figures()).toStrictEqual([1, 0, 0])
    const { request, answer } = await begin(loose, id)
    request.write(new Uint8Array(MIB))
    expect(await figures()).toStrictEqual([1, 1, 0])
    request.end(new Uint8Array(MIB))
    expect((await answer).status).toBe(204)
    expect(await figures()).toStrictEqual([1, 0, 2])
    await loose.call('DELETE', `/v2/images/${id}`, { headers: project })
    expect(await figures()).toStrictEqual([0, 0, 0])
  })
})

describe('the number of images', () => {
  test('stays within its limit, however many are created at once (S54, S55)', async () => {
    const created = await Promise.all(
      Array.from({ length: 10 }, () => tight.call('POST', '/v2/images', { body: {}, headers: project })),
    )
    expect(created.filter(({ status }) => status === 201)).toHaveLength(3)
    const refused = created.filter(({ status }) => status === 413)
    expect(refused).toHaveLength(7)
    expect(refused[0]?.json.message).toBe('The project may have 3 images, and has as many')
    await create(tight, aProject())
  })

  test('has room again when one is deleted', async () => {
    const ids = [await create(tight), await create(tight), await create(tight)]
    expect((await tight.call('POST', '/v2/images', { body: {}, headers: project })).status).toBe(413)
    await tight.call('DELETE', `/v2/images/${ids[0]}`, { headers: project })
    await create(tight)
  })
})

describe('an upload of version 1 that fails', () => {
  test('takes no place among the images of its project, which cannot find the killed one', async () => {
    const headers = {
      ...project,
      'Content-Type': 'application/octet-stream',
      'x-image-meta-disk_format': 'raw',
      'x-image-meta-container_format': 'bare',
      'x-image-meta-checksum': '0'.repeat(32),
    }
    for (let uploads = 0; uploads < 4; uploads++) {
      const id = randomUUID()
      const upload = { headers: { ...headers, 'x-image-meta-id': id }, body: Buffer.from('data') }
      expect((await tight.call('POST', '/v1/images', upload)).status).toBe(400)
      expect(await show(tight, id)).toMatchObject({ status: 'killed' })
    }
    expect((await tight.call('GET', '/v1/images', { headers: project })).json.images).toStrictEqual([])
    expect((await usageOf(tight)).image_count_total.usage).toBe(0)
    for (let images = 0; images < 3; images++) await create(tight)
  })
})

describe('the bytes of a project', () => {
  test('are reserved: of two uploads that each fit, but not both, one is refused and leaves nothing (S55)', async () => {
    const before = await tight.filesOnDisk()
    const uploads = [await create(tight), await create(tight)].map((id) => {
      const { request, answer } = tight.openUpload(id, { ...project, 'Content-Length': 6 })
      request.write('abc')
      return { id, request, answer }
    })
    const loser = await Promise.race(uploads.map(async (upload) => ({ ...upload, answer: await upload.answer })))
    expect(loser.answer.status).toBe(413)
    const [winner] = uploads.filter(({ id }) => id !== loser.id)
    winner?.request.end('def')
    expect((await winner?.answer)?.status).toBe(204)
    expect(await show(tight, loser.id)).toMatchObject({ status: 'queued', size: null })
    expect(await tight.filesOnDisk()).toHaveLength(before.length + 1)
    expect((await tight.upload(loser.id, 'four', project)).status).toBe(204)
  })

  test.each([
    { name: 'to the last byte', pieces: [4, 6], left: 0 },
    { name: 'and not one more', pieces: [4, 6, 1], left: 10 },
    { name: 'and not one more at once', pieces: [11], left: 10 },
  ])('can be used up by an upload of unknown size, $name', async ({ pieces, left }) => {
    const id = await create(tight)
    const before = await tight.filesOnDisk()
    const { request, answer } = tight.openUpload(id, project)
    for (const size of pieces) request.write(new Uint8Array(size))
    request.end()
    const isStored = left === 0
    expect((await answer).status).toBe(isStored ? 204 : 413)
    expect(await show(tight, id)).toMatchObject({ status: isStored ? 'active' : 'queued', size: isStored ? 10 : null })
    expect(await tight.filesOnDisk()).toHaveLength(before.length + (isStored ? 1 : 0))
    expect((await tight.upload(await create(tight), new Uint8Array(left + 1), project)).status).toBe(413)
    expect((await tight.upload(await create(tight), new Uint8Array(left), project)).status).toBe(204)
  })

  test('are refused by their declared size before they are sent', async () => {
    const id = await create(tight)
    const { request, answer } = tight.openUpload(id, { ...project, 'Content-Length': 11, Expect: '100-continue' })
    request.flushHeaders()
    const { status, json } = await answer
    expect([status, json.message]).toStrictEqual([413, expect.stringContaining('may have 10 bytes of data')])
    expect(await show(tight, id)).toMatchObject({ status: 'queued' })
  })

  test('are those of one project', async () => {
    expect((await tight.upload(await create(tight), '12345678', project)).status).toBe(204)
    expect((await tight.upload(await create(tight), '123', project)).status).toBe(413)
    const other = aProject()
    expect((await tight.upload(await create(tight, other), '12345678', other)).status).toBe(204)
  })
})

describe('the number of uploads', () => {
  test('stays within its limit, and has room again when one ends', async () => {
    const [first, second] = [await create(loose), await create(loose)]
    const { request, answer } = await begin(loose, first)
    const { status, json } = await loose.upload(second, 'data', project)
    expect([status, json.message]).toStrictEqual([413, 'The project may upload to 1 images at once'])
    expect(await show(loose, second)).toMatchObject({ status: 'queued' })
    request.end('data')
    expect((await answer).status).toBe(204)
    expect((await loose.upload(second, 'data', project)).status).toBe(204)
  })
})

describe('what is checked before a limit', () => {
  test.each<{ name: string; of: () => Promise<string>; status: number }>([
    { name: 'that the image is there (C42)', of: async () => '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b', status: 404 },
    { name: 'that the caller sees it (C42)', of: () => create(tight, aProject()), status: 404 },
    {
      name: 'that it is queued',
      of: async () => {
        const id = await create(tight)
        await tight.upload(id, '', project)
        return id
      },
      status: 409,
    },
    {
      name: 'that it has its formats',
      of: async () => (await tight.createImage({ disk_format: null }, project)).id,
      status: 400,
    },
  ])('$name: $status', async ({ of, status }) => {
    expect((await tight.upload(await of(), 'far too much', project)).status).toBe(status)
  })
})

describe('a limit that is lowered', () => {
  test('breaks no image that is there, and lets nothing be added', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'vitrine-limits-'))
    const before = await startService({ identity, dataDir })
    const [full, empty] = [await create(before), await create(before)]
    await before.upload(full, 'data', project)
    await before.stop()

    const service = await startService({ identity, dataDir, limits: { images: 1, bytes: 2, uploads: 0 } })
    expect((await service.download(full, project)).text).toBe('data')
    const renamed = await service.patch(full, [{ op: 'replace', path: '/name', value: 'new' }], project)
    expect(renamed).toMatchObject({ status: 200, json: { name: 'new', status: 'active', size: 4 } })
    expect(await usageOf(service)).toMatchObject({ image_count_total: { usage: 2, limit: 1 } })
    expect((await service.upload(empty, '', project)).status).toBe(413)
    expect((await service.call('POST', '/v2/images', { body: {}, headers: project })).status).toBe(413)
    for (const id of [full, empty]) {
      expect((await service.call('DELETE', `/v2/images/${id}`, { headers: project })).status).toBe(204)
    }
    await create(service)
    await service.stop()
    await rm(dataDir, { recursive: true })
  })
})
