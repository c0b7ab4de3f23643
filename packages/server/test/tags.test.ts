import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

const OWNER = { 'X-Auth-Token': 'owner' }
const READER = { 'X-Auth-Token': 'reader' }
const OTHER = { 'X-Auth-Token': 'other' }
const ADMIN = { 'X-Auth-Token': 'admin' }

let service: Service
beforeAll(async () => {
  const identity = stubIdentity({
    owner: { projectId: 'project-owner' },
    reader: { projectId: 'project-owner', roles: ['reader'] },
    other: { projectId: 'project-other' },
    admin: { projectId: 'project-admin', roles: ['admin', 'member', 'reader'] },
  })
  service = await startService({ identity, quotas: { properties: 128, tags: 30 } })
})
afterAll(() => service.stop())

const tagPath = (id: string, tag: string) => `/v2/images/${id}/tags/${encodeURIComponent(tag)}`
const put = (id: string, tag: string, headers = OWNER) => service.call('PUT', tagPath(id, tag), { headers })
const remove = (id: string, tag: string, headers = OWNER) => service.call('DELETE', tagPath(id, tag), { headers })
const anImage = async (tags: readonly string[] = [], attributes: object = {}) =>
  (await service.createImage({ tags, ...attributes }, OWNER)).id
const shown = async (id: string) => (await service.call('GET', `/v2/images/${id}`, { headers: ADMIN })).json
const tagsOf = async (id: string) => (await shown(id)).tags
const revisionOf = async (id: string) => (await service.catalog.find(id))?.revision ?? 0

describe('a tag', () => {
  test('is added and removed without naming the others (W10)', async () => {
    const id = await anImage(['a', 'c'])
    const added = await put(id, 'b')
    expect([added.status, added.text, await tagsOf(id)]).toStrictEqual([204, '', ['a', 'b', 'c']])
    const removed = await remove(id, 'a')
    expect([removed.status, removed.text, await tagsOf(id)]).toStrictEqual([204, '', ['b', 'c']])
    const list = await service.call('GET', '/v2/images?tag=b&tag=c', { headers: OWNER })
    expect(list.json.images.map((image: { id: string }) => image.id)).toStrictEqual([id])
  })

  test('that is there already is there once, and nothing changes', async () => {
    const id = await anImage(['a'])
    const before = await revisionOf(id)
    expect((await put(id, 'a')).status).toBe(204)
    expect([await tagsOf(id), await revisionOf(id)]).toStrictEqual([['a'], before])
    await put(id, 'b')
    expect(await revisionOf(id)).toBeGreaterThan(before)
  })

  test.each([
    { what: 'in upper case', tag: 'LTS' },
    { what: 'of characters beyond the basic plane (C33)', tag: '🏷🇨🇭' },
    { what: 'that composes its letters', tag: 'e\u0301' },
    { what: 'that is a space', tag: ' ' },
    { what: 'that looks like an escape', tag: '%2F' },
    { what: 'that looks like a path', tag: '..' },
    { what: 'that looks like a query', tag: 'a?b=c&d#e;f+g' },
    { what: 'of 255 characters', tag: '🏷'.repeat(255) },
  ])('$what is kept as it is', async ({ tag }) => {
    const id = await anImage(['lts', 'é'])
    expect((await put(id, tag)).status).toBe(204)
    expect(await tagsOf(id)).toStrictEqual(['lts', 'é', tag].sort())
    expect((await remove(id, tag)).status).toBe(204)
    expect(await tagsOf(id)).toStrictEqual(['lts', 'é'])
  })

  test('of more than 255 characters is refused, and cannot be there', async () => {
    const id = await anImage()
    const { status, json } = await put(id, 'x'.repeat(256))
    expect([status, json.message]).toStrictEqual([400, expect.stringContaining('255 characters')])
    expect((await remove(id, 'x'.repeat(256))).status).toBe(404)
    expect(await tagsOf(id)).toStrictEqual([])
  })

  test('with a slash is at no path, however that is written, and says how to change it', async () => {
    const id = await anImage(['a/b'])
    for (const path of [tagPath(id, 'a/b'), `/v2/images/${id}/tags/a/b`]) {
      for (const method of ['PUT', 'DELETE']) {
        expect((await service.call(method, path, { headers: OWNER })).status, path).toBe(404)
      }
    }
    expect((await put(id, 'a/b')).json.message).toContain(`'tags'`)
    expect(await tagsOf(id)).toStrictEqual(['a/b'])
  })

  test('that is not UTF-8 is refused, and an empty one is at no path', async () => {
    const id = await anImage()
    expect((await service.call('PUT', `/v2/images/${id}/tags/%ff`, { headers: OWNER })).status).toBe(400)
    for (const rest of ['/tags', '/tags/']) {
      expect((await service.call('PUT', `/v2/images/${id}${rest}`, { headers: OWNER })).status).toBe(404)
    }
  })

  test('that the image does not have cannot be removed, and is named', async () => {
    const id = await anImage(['lts'])
    const before = await shown(id)
    for (const tag of ['LTS', 'lt', 'other']) {
      const { status, json } = await remove(id, tag)
      expect([status, json.message]).toStrictEqual([404, expect.stringContaining(`'${tag}'`)])
    }
    expect(await shown(id)).toStrictEqual(before)
  })

  test('beyond the quota is refused, but one that is there is not, and one that goes makes room (S56)', async () => {
    const tags = Array.from({ length: 30 }, (_, index) => `tag-${index}`)
    const id = await anImage(tags)
    const { status, json } = await put(id, 'one more')
    expect([status, json.message]).toStrictEqual([413, expect.stringContaining('30 tags')])
    expect((await put(id, 'tag-7')).status).toBe(204)
    expect((await remove(id, 'tag-7')).status).toBe(204)
    expect((await put(id, 'one more')).status).toBe(204)
    expect(await tagsOf(id)).toHaveLength(30)
  })

  test('can change in any status, and although the image is protected', async () => {
    const id = await anImage([], { protected: true })
    expect((await put(id, 'queued')).status).toBe(204)
    await service.upload(id, 'data', OWNER)
    expect((await put(id, 'active')).status).toBe(204)
    await service.call('POST', `/v2/images/${id}/actions/deactivate`, { headers: OWNER })
    expect((await remove(id, 'queued')).status).toBe(204)
    expect(await tagsOf(id)).toStrictEqual(['active'])
  })

  test('is not for everyone to change', async () => {
    const seen = await anImage(['a'], { visibility: 'community' })
    const unseen = await anImage(['a'])
    for (const [id, headers, status] of [
      [seen, READER, 403],
      [seen, OTHER, 403],
      [unseen, OTHER, 404],
      ['00000000-0000-4000-8000-000000000000', OWNER, 404],
    ] as const) {
      expect((await put(id, 'b', headers)).status).toBe(status)
      expect((await remove(id, 'a', headers)).status).toBe(status)
    }
    expect([await tagsOf(seen), await tagsOf(unseen)]).toStrictEqual([['a'], ['a']])
    expect((await put(unseen, 'b', ADMIN)).status).toBe(204)
  })

  test('of an image that is not seen is told in the words for one that does not exist (S13)', async () => {
    const unseen = await anImage(['a'])
    const unknown = '00000000-0000-4000-8000-000000000000'
    const told = async (id: string) => (await remove(id, 'a', OTHER)).text.replaceAll(id, '')
    expect(await told(unseen)).toBe(await told(unknown))
  })
})

describe('requests about a tag', () => {
  test('do not take a body, and do not mind a type without one', async () => {
    const id = await anImage(['a'])
    const typed = { ...OWNER, 'Content-Type': 'application/octet-stream' }
    for (const [method, tag] of [
      ['PUT', 'b'],
      ['DELETE', 'a'],
    ] as const) {
      expect((await service.call(method, tagPath(id, tag), { headers: OWNER, body: '{}' })).status).toBe(400)
    }
    expect(await tagsOf(id)).toStrictEqual(['a'])
    expect((await put(id, 'b', typed)).status).toBe(204)
    expect((await remove(id, 'a', typed)).status).toBe(204)
    expect(await tagsOf(id)).toStrictEqual(['b'])
  })

  test.each(['GET', 'HEAD', 'POST', 'PATCH', 'OPTIONS'])('by %s are told what there is', async (method) => {
    const { status, headers } = await service.call(method, tagPath(await anImage(), 'a'), { headers: OWNER })
    expect([status, headers.allow]).toStrictEqual([405, 'PUT, DELETE'])
  })

  test('by another way of writing the path do the same, or nothing (S16)', async () => {
    const id = await anImage()
    for (const [path, status] of [
      [`/v2.0/images/${id}/tags/%61`, 204],
      [`/v2/images/${id}/t%61gs/b`, 404],
      [`/v2/images/${id}//tags/b`, 404],
      [`/v2/images/${id}/tags/b/`, 404],
      [`/v2/images/${id}/Tags/b`, 404],
    ] as const) {
      expect((await service.call('PUT', path, { headers: OWNER })).status, path).toBe(status)
    }
    expect(await tagsOf(id)).toStrictEqual(['a'])
  })
})

describe('many changes at once', () => {
  test('all arrive, beside changes of everything else', async () => {
    const id = await anImage(['old'])
    const tags = Array.from({ length: 25 }, (_, index) => `tag-${index}`)
    const rename = service.patch(id, [{ op: 'replace', path: '/name', value: 'renamed' }], OWNER)
    const answers = await Promise.all([...tags.map((tag) => put(id, tag)), remove(id, 'old'), rename])
    expect(answers.map(({ status }) => status)).toStrictEqual([...tags.map(() => 204), 204, 200])
    expect(await shown(id)).toMatchObject({ name: 'renamed', tags: tags.toSorted() })
  })

  test('stay within the quota (S55)', async () => {
    const id = await anImage()
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => put(id, `tag-${index}`)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 204)).toHaveLength(30)
    expect(statuses.filter((status) => status === 413)).toHaveLength(20)
    expect(await tagsOf(id)).toHaveLength(30)
  })

  test('do not bring a deleted image back', async () => {
    const id = await anImage()
    const deletion = service.call('DELETE', `/v2/images/${id}`, { headers: OWNER })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => put(id, `tag-${index}`)))
    expect((await deletion).status).toBe(204)
    for (const { status } of answers) expect([204, 404]).toContain(status)
    expect((await put(id, 'late')).status).toBe(404)
    expect((await service.call('GET', `/v2/images/${id}`, { headers: ADMIN })).status).toBe(404)
  })
})
