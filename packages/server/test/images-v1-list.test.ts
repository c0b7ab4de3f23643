import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, type Fields, OTHER, OWNER, RAW, READER, type ServiceV1, startImagesV1 } from './images-v1.ts'
import { stubIdentity } from './service.ts'

interface Listed {
  readonly id: string
  readonly name: string
}

let service: ServiceV1
const ids: Record<string, string> = {}
beforeAll(async () => {
  service = await startImagesV1()
  const add = async (name: string, fields: Fields = {}, body?: string, headers = ADMIN) => {
    ids[name] = (await service.made({ owner: 'project-a', ...fields, name }, body, headers)).id
  }
  await add('public', { is_public: true, disk_format: 'qcow2', min_ram: 512, 'property-os_distro': 'debian' })
  await add('mine', { protected: true, 'property-os_distro': 'fedora', 'property-a': '' })
  await add('data', RAW, '12345')
  await add('theirs', { owner: 'project-b', min_disk: 10 })
  await add('shared', { owner: 'project-b' })
  await service.ask('PUT', `/v1/images/${ids.shared}/members/project-a`, OTHER)
  for (const [name, visibility] of [
    ['private', 'private'],
    ['community', 'community'],
  ] as const) {
    ids[name] = (await service.createImage({ name, visibility, owner: 'project-b' }, ADMIN)).id
  }
  ids.hidden = (await service.createImage({ name: 'hidden', os_hidden: true, owner: 'project-a' }, ADMIN)).id
  await service.post({ ...RAW, name: 'killed', checksum: '0'.repeat(32) }, 'data')
})
afterAll(() => service.stop())

const list = (query = '', headers = OWNER, path = '/v1/images/detail') =>
  service.ask('GET', `${path}?${query}`, headers)
const names = (images: readonly Listed[]) => images.map(({ name }) => name)
const namesOf = async (query: string, headers = OWNER) =>
  names((await list(`sort_key=name&sort_dir=asc&${query}`, headers)).json.images)

const OWN_SET = ['data', 'mine', 'public', 'shared']

describe('a list', () => {
  test('in brief has six fields, in detail all that a new image is answered with', async () => {
    const brief = await list('name=data', OWNER, '/v1/images')
    const detail = await list('name=data')
    expect([brief.status, detail.status]).toStrictEqual([200, 200])
    expect(detail.headers['content-type']).toBe('application/json')
    expect(Object.keys(brief.json)).toStrictEqual(['images'])
    const [image] = detail.json.images
    const { id, name, disk_format, container_format, checksum, size } = image
    expect(brief.json.images).toStrictEqual([{ id, name, disk_format, container_format, checksum, size }])
    expect(image).toStrictEqual((await service.put(id, { 'x-glance-registry-purge-props': 'no' })).json.image)
  })

  test('has what is public, of the project, or shared with it, accepted or not, and the newest first', async () => {
    expect(names((await list()).json.images)).toStrictEqual(['shared', 'data', 'mine', 'public'])
    expect(await namesOf('', READER)).toStrictEqual(OWN_SET)
    expect(await namesOf('', OTHER)).toStrictEqual(['community', 'private', 'public', 'shared', 'theirs'])
    expect((await list('', OWNER, '/v1/')).status).toBe(200)
  })

  test('shows null properties as null', async () => {
    expect((await list('name=mine')).json.images[0].properties).toStrictEqual({ os_distro: 'fedora', a: null })
  })

  test.each(['killed', 'hidden'])('has no %s images', async (name) => {
    expect(await namesOf(`name=${name}`)).toStrictEqual([])
  })
})

describe('administrators', () => {
  const notPublic = ['community', 'data', 'killed', 'mine', 'private', 'shared', 'theirs']
  const all = [...notPublic, 'public'].toSorted()

  test.each([
    { query: '', want: ['public'] },
    { query: 'is_public=True', want: ['public'] },
    { query: 'is_public=1', want: ['public'] },
    { query: 'is_public=false', want: notPublic },
    { query: 'is_public=None', want: all },
    { query: 'is_public=None&deleted=False', want: all },
    { query: 'is_public=None&deleted=True', want: [] },
    { query: 'is_public=None&status=killed', want: ['killed'] },
  ])('see more where they ask for it: "$query"', async ({ query, want }) => {
    expect(await namesOf(query, ADMIN)).toStrictEqual(want)
  })

  test.each(['is_public=None', 'is_public=False', 'deleted=True', 'status=killed&is_public=None'])(
    'are the only ones to whom %s means something',
    async (query) => {
      const want = query.startsWith('status') ? [] : OWN_SET
      expect(await namesOf(query)).toStrictEqual(want)
    },
  )
})

describe('filters', () => {
  test.each([
    { query: 'name=mine', want: ['mine'] },
    { query: 'name=min', want: [] },
    { query: 'name=in:mine,data', want: [] },
    { query: 'status=active', want: ['data'] },
    { query: 'status=queued', want: ['mine', 'public', 'shared'] },
    { query: 'disk_format=qcow2', want: ['public'] },
    { query: 'container_format=bare', want: ['data'] },
    { query: 'min_ram=512', want: ['public'] },
    { query: 'min_ram=511', want: [] },
    { query: 'min_disk=0&size_min=5', want: ['data'] },
    { query: 'size_min=5&size_max=5', want: ['data'] },
    { query: 'size_min=6', want: [] },
    { query: 'size_min=0', want: OWN_SET },
    { query: 'size_max=4', want: ['mine', 'public', 'shared'] },
    { query: 'size_max=5', want: OWN_SET },
    { query: 'size_min=0&size_max=0', want: ['mine', 'public', 'shared'] },
    { query: 'size_min=1&size_max=4', want: [] },
    { query: 'protected=True', want: ['mine'] },
    { query: 'protected=0', want: ['data', 'public', 'shared'] },
    { query: 'protected=None', want: OWN_SET },
    { query: 'property-os_distro=debian', want: ['public'] },
    { query: 'property-os_distro=DEBIAN', want: [] },
    { query: 'property-unknown=x', want: [] },
    { query: 'property-a=', want: ['mine'] },
    { query: 'property-unknown=', want: [] },
    { query: 'owner=project-b', want: OWN_SET },
    { query: 'unknown=x', want: OWN_SET },
  ])('find images by "$query": $want', async ({ query, want }) => {
    expect(await namesOf(query)).toStrictEqual(want)
  })
})

test('a property that is null is found by v2 as the empty one that it shows (R16, U10)', async () => {
  const { json } = await service.ask('GET', '/v2/images?a=')
  expect(json.images).toMatchObject([{ name: 'mine', a: '' }])
})

describe('pages', () => {
  test('follow one another by the last id, until one is short', async () => {
    const found: string[] = []
    let marker = ''
    for (;;) {
      const { images } = (await list(`limit=2&sort_key=name&sort_dir=asc${marker}`)).json
      found.push(...names(images))
      if (images.length < 2) break
      marker = `&marker=${images.at(-1).id}`
    }
    expect(found).toStrictEqual(OWN_SET)
  })

  test('may be empty', async () => {
    expect((await list('limit=0')).json).toStrictEqual({ images: [] })
  })

  test.each([
    { query: 'sort_key=name', want: ['shared', 'public', 'mine', 'data'] },
    { query: 'sort_key=size', want: ['data'] },
    { query: 'sort_dir=asc', want: ['public', 'mine', 'data', 'shared'] },
  ])('are in order: $query', async ({ query, want }) => {
    expect(names((await list(query)).json.images).slice(0, want.length)).toStrictEqual(want)
  })
})

describe('changes-since', () => {
  test('lists what changed, and what was deleted, which other lists do not', async () => {
    const { id } = await service.made({ name: 'passing' })
    const secret = await service.made({ name: 'of others' }, undefined, OTHER)
    await service.remove(id)
    await service.remove(secret.id, OTHER)
    const { deleted_at = '' } = await service.shown(id, ADMIN)
    const since = `changes-since=${deleted_at}`
    const found = (await list(since)).json.images
    expect(found).toMatchObject([
      { name: 'passing', status: 'deleted', deleted: true, deleted_at, updated_at: deleted_at },
    ])
    expect(await namesOf('')).not.toContain('passing')
    expect(await namesOf('deleted=True&is_public=None', ADMIN)).toStrictEqual(['of others', 'passing'])
    expect(await namesOf(`${since}&is_public=None`, ADMIN)).toEqual(expect.arrayContaining(['of others', 'passing']))
    // A page may end in one that is gone.
    expect((await list(`changes-since=2001-01-01&marker=${id}`)).status).toBe(200)
    expect((await list(`marker=${id}`)).status).toBe(400)
  })

  test('tells what the data of a deleted image was, which nobody can get any more', async () => {
    const { id, size, checksum, virtual_size } = await service.made({ ...RAW, name: 'left' }, '123456')
    await service.remove(id)
    const gone = { id, status: 'deleted', size, checksum, virtual_size }
    expect((await list('changes-since=2001-01-01&name=left')).json.images).toMatchObject([gone])
    expect(await namesOf(`changes-since=2001-01-01&size_min=6&size_max=6`)).toStrictEqual(['left'])
    const { status, headers } = await service.head(id, ADMIN)
    expect([status, headers.etag]).toStrictEqual([200, checksum])
    expect(await service.shown(id, ADMIN)).toMatchObject({ status: 'deleted', size: '6', checksum })
    expect((await service.get(id, ADMIN)).status).toBe(404)
    expect((await service.download(id, ADMIN)).status).toBe(404)
  })

  test('lists nothing that is to change', async () => {
    expect(await namesOf('changes-since=2999-01-01T00:00:00')).toStrictEqual([])
  })
})

describe('a list is refused', () => {
  test.each([
    { query: 'limit=x', says: `'limit'` },
    { query: 'limit=-1', says: `'limit'` },
    { query: 'sort_key=owner', says: `'owner'` },
    { query: 'sort_dir=down', says: `'down'` },
    { query: 'marker=00000000-0000-4000-8000-000000000000', says: `'marker'` },
    { query: 'marker=debian', says: `'marker'` },
    { query: 'is_public=maybe', says: `'maybe'` },
    { query: 'protected=maybe', says: `'maybe'` },
    { query: 'size_min=-5', says: `'-5'` },
    { query: 'min_ram=x', says: `'x'` },
    { query: 'changes-since=yesterday', says: `'yesterday'` },
  ])('with 400 for "$query"', async ({ query, says }) => {
    for (const path of ['/v1/images', '/v1/images/detail']) {
      for (const headers of [OWNER, ADMIN]) {
        const { status, json } = await list(query, headers, path)
        expect([status, json.message]).toStrictEqual([400, expect.stringContaining(says)])
      }
    }
  })

  test('with 400 for a marker that the caller may not see (S13)', async () => {
    expect((await list(`marker=${ids.private}`)).status).toBe(400)
    expect((await list(`marker=${ids.private}`, OTHER)).status).toBe(200)
  })

  test('with 401 to strangers, and 403 to who may not list', async () => {
    const own = await startImagesV1({ identity: stubIdentity({ nobody: { projectId: 'project-a', roles: [] } }) })
    for (const path of ['/v1/images', '/v1/images/detail', '/v1/']) {
      expect((await own.ask('GET', path, {})).status).toBe(401)
      expect((await own.ask('GET', path, { 'X-Auth-Token': 'nobody' })).status).toBe(403)
    }
    await own.stop()
  })
})
