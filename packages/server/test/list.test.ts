import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
  await service.createImage({ name: 'a', tags: ['x', 'y'], os_distro: 'debian', min_ram: 512, properties: 'odd' })
  await service.createImage({ name: 'b', tags: ['x'], os_distro: 'fedora', min_disk: 10, visibility: 'public' })
  await service.createImage({ name: 'a:b', disk_format: 'qcow2', protected: true, 'name[x]': 'y' })
  await service.createImage({ name: 'c,d', container_format: 'ovf', visibility: 'private', owner: 'project-a' })
  await service.createImage({ name: 'hidden', os_hidden: true })
  await service.createActiveImage('12345', { name: 'active' })
})
afterAll(() => service.stop())

const list = (query: string) => service.call('GET', `/v2/images?${query}`)
const names = (images: Array<{ name: string }>) => images.map(({ name }) => name)
const namesOf = async (query: string) => names((await list(`sort=name:asc&${query}`)).json.images)

describe('the list of images', () => {
  test('is newest first, and says what it is', async () => {
    const { status, headers, json } = await service.call('GET', '/v2/images')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json')
    expect(names(json.images)).toStrictEqual(['active', 'c,d', 'a:b', 'b', 'a'])
    expect(json).toMatchObject({ first: '/v2/images', schema: '/v2/schemas/images' })
    expect(json).not.toHaveProperty('next')
  })

  test('has images as they are shown', async () => {
    const [image] = (await list('name=active')).json.images
    expect(image).toStrictEqual(await service.show(image.id))
  })

  test.each([
    { query: 'name=a', want: ['a'] },
    { query: 'name=a:b', want: ['a:b'], fault: 'C19' },
    { query: 'name=eq:a:b', want: ['a:b'], fault: 'C19' },
    { query: 'name=in:a,b', want: ['a', 'b'] },
    { query: 'name=in:"c,d",a', want: ['a', 'c,d'] },
    { query: 'name=A', want: [] },
    { query: 'name=', want: [] },
    { query: 'name=100%', want: [] },
    { query: 'name=a&name=b', want: ['b'] },
    { query: 'tag=x', want: ['a', 'b'] },
    { query: 'tag=x&tag=y', want: ['a'] },
    { query: 'tag=X', want: [] },
    { query: 'tag=', want: [] },
    { query: 'os_distro=debian', want: ['a'] },
    { query: 'os_distro=', want: [] },
    { query: 'properties=odd', want: ['a'], fault: 'C4' },
    { query: 'locations=x', want: [], fault: 'C4' },
    { query: 'members=x', want: [], fault: 'C4' },
    { query: 'name[x]=y', want: ['a:b'] },
    { query: '__proto__=x', want: [] },
    { query: 'a[__proto__][b]=x', want: [] },
    { query: 'status=active', want: ['active'] },
    { query: 'status=in:active,queued', want: ['a', 'a:b', 'active', 'b', 'c,d'] },
    { query: 'status=deleted', want: [] },
    { query: 'disk_format=qcow2', want: ['a:b'] },
    { query: 'container_format=ovf', want: ['c,d'] },
    { query: 'visibility=public', want: ['b'] },
    { query: 'visibility=private&visibility=public', want: ['b'] },
    { query: 'visibility=all', want: ['a', 'a:b', 'active', 'b', 'c,d'] },
    { query: 'owner=project-a', want: ['c,d'] },
    { query: 'protected=true', want: ['a:b'] },
    { query: 'os_hidden=true', want: ['hidden'] },
    { query: 'size=5', want: ['active'] },
    { query: 'size_min=5', want: ['active'] },
    { query: 'size_min=6', want: [] },
    { query: 'size_max=5', want: ['active'] },
    { query: `size=${'9'.repeat(400)}`, want: [] },
    { query: 'min_ram=512', want: ['a'] },
    { query: 'min_ram_min=1', want: ['a'] },
    { query: 'min_disk_min=10&min_disk_max=10', want: ['b'] },
    { query: 'created_at=lt:2020-01-01', want: [] },
    { query: 'created_at=gt:2020-01-01&updated_at=gte:2020-01-01T00:00:00Z', want: ['a', 'a:b', 'active', 'b', 'c,d'] },
    { query: 'checksum=827ccb0eea8a706c4c34a16891f84e7b', want: ['active'] },
    { query: 'os_hash_algo=sha256', want: ['active'] },
    { query: 'member_status=pending', want: ['a', 'a:b', 'active', 'b', 'c,d'] },
    { query: 'deleted=true', want: ['a', 'a:b', 'active', 'b', 'c,d'] },
    { query: 'limit=1&limit=2', want: ['a', 'a:b'] },
    { query: 'limit=0', want: [] },
  ])('for $query has $want $fault', async ({ query, want }) => {
    expect(await namesOf(query)).toStrictEqual(want)
  })

  test.each([
    { query: 'limit=x', says: `'limit'` },
    { query: 'limit=-1', says: `'limit'` },
    { query: 'marker=nothing', says: `'marker'` },
    { query: 'marker=', says: `'marker'` },
    { query: 'limit=0&marker=nothing', says: `'marker'` },
    { query: 'visibility=', says: `'visibility'`, fault: 'C41' },
    { query: 'size=gt:5', says: `'size'`, fault: 'C27' },
    { query: 'foo_min=1', says: `'foo_min'`, fault: 'C5' },
    { query: 'changes-since=2026-01-01', says: `'changes-since'` },
    { query: 'sort=name&sort_key=name', says: `'sort'` },
    { query: 'sort_key=name&sort_key=size&sort_dir=asc&sort_dir=desc&sort_dir=asc', says: `'sort_dir'` },
    { query: 'created_at=soon', says: `'created_at'` },
  ])('is refused for $query $fault', async ({ query, says }) => {
    const { status, json } = await list(query)
    expect(status).toBe(400)
    expect(json.message).toContain(says)
  })

  test('does not mind a body', async () => {
    expect((await service.call('GET', '/v2/images', { body: 'whatever' })).status).toBe(200)
  })

  test('does not wait for the body of a client that expects 100-continue', async () => {
    const { request, answer } = service.open('GET', '/v2/images', { Expect: '100-continue', 'Content-Length': 10 })
    request.flushHeaders()
    const { status, headers } = await answer
    expect(status).toBe(200)
    expect(headers.connection).toBe('close')
  })
})

describe('paging', () => {
  test.each(['', 'sort=name:asc&', 'sort_key=size&sort_dir=asc&', 'tag=x&tag=x&', 'status=in:queued,active&'])(
    'with %j shows every image once, and ends without a next link (C21)',
    async (query) => {
      const whole = names((await list(`${query}limit=100`)).json.images)
      const walked: string[] = []
      let path: string | undefined = `/v2/images?${query}limit=2`
      while (path !== undefined) {
        const { json } = await service.call('GET', path)
        expect(json.images.length).toBeGreaterThan(0)
        expect(json.first).toBe(`/v2/images?${new URLSearchParams(`${query}limit=2`)}`)
        walked.push(...names(json.images))
        path = json.next
      }
      expect(walked).toStrictEqual(whole)
    },
  )

  test('keeps repeated tags in its links (C20)', async () => {
    const { json } = await list('tag=x&tag=x&limit=1')
    const params = new URL(json.next, service.url).searchParams
    expect(params.getAll('tag')).toStrictEqual(['x', 'x'])
    expect(params.get('marker')).toBe(json.images[0].id)
  })

  test('of nothing has no next link', async () => {
    expect((await list('limit=0')).json).toStrictEqual({
      images: [],
      first: '/v2/images?limit=0',
      schema: '/v2/schemas/images',
    })
  })

  test('does not begin at an image that was deleted', async () => {
    const { id } = await service.createImage()
    await service.call('DELETE', `/v2/images/${id}`)
    expect((await list(`marker=${id}`)).status).toBe(400)
  })
})
