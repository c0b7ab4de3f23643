import { VISIBILITIES } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, type Fields, OTHER, OWNER, type ServiceV1, startImagesV1 } from './images-v1.ts'

let service: ServiceV1
beforeAll(async () => {
  service = await startImagesV1()
})
afterAll(() => service.stop())

const KEEP = { 'x-glance-registry-purge-props': 'False' }
const readByV2 = (id: string) => service.shownByV2(id, ADMIN)
const readByV1 = (id: string) => service.shownInJson(id, ADMIN)

describe('what v1 cannot say', () => {
  test.each(VISIBILITIES)('survives its updates: %s', async (visibility) => {
    const said = { visibility, tags: ['linux'], os_hidden: true, name: 'before' }
    const { id } = await service.createImage(said, ADMIN)
    const isPublic = visibility === 'public'
    expect((await service.put(id, { name: 'after', is_public: isPublic }, undefined, ADMIN)).status).toBe(200)
    expect(await readByV2(id)).toMatchObject({ ...said, name: 'after' })
  })

  test.each([
    { from: 'public', to: 'shared' },
    { from: 'private', to: 'private' },
    { from: 'shared', to: 'shared' },
    { from: 'community', to: 'community' },
  ])('"not public" makes a $from image $to', async ({ from, to }) => {
    const { id } = await service.createImage({ visibility: from }, ADMIN)
    await service.put(id, { is_public: false }, undefined, ADMIN)
    expect((await readByV2(id)).visibility).toBe(to)
  })
})

describe('a change', () => {
  test.each<{ change: Fields; read: object }>([
    { change: { name: 'after' }, read: { name: 'after' } },
    { change: { is_public: true }, read: { visibility: 'public' } },
    { change: { protected: true }, read: { protected: true } },
    { change: { owner: 'project-b' }, read: { owner: 'project-b' } },
    { change: { min_disk: 1, min_ram: 2 }, read: { min_disk: 1, min_ram: 2 } },
    {
      change: { disk_format: 'qcow2', container_format: 'ovf' },
      read: { disk_format: 'qcow2', container_format: 'ovf' },
    },
    { change: { ...KEEP, 'property-zone': 'b' }, read: { zone: 'b', os_distro: 'debian' } },
    { change: { ...KEEP, 'property-zone': '' }, read: { zone: '' } },
  ])('by v1 is seen by v2: $change', async ({ change, read }) => {
    const { id } = await service.createImage({ name: 'before', zone: 'a', os_distro: 'debian' }, ADMIN)
    expect((await service.put(id, change, undefined, ADMIN)).status).toBe(200)
    expect(await readByV2(id)).toMatchObject(read)
  })

  test('by v1 removes the properties that it does not name', async () => {
    const { id } = await service.createImage({ zone: 'a', Zone: 'b', os_distro: 'debian' }, ADMIN)
    await service.put(id, { 'property-os_distro': 'fedora' }, undefined, ADMIN)
    const { zone, Zone, os_distro } = await readByV2(id)
    expect([zone, Zone, os_distro]).toStrictEqual([undefined, undefined, 'fedora'])
  })

  test.each<{ path: string; value: unknown; read: object }>([
    { path: '/name', value: 'after', read: { name: 'after' } },
    { path: '/visibility', value: 'public', read: { is_public: true } },
    { path: '/visibility', value: 'community', read: { is_public: false } },
    { path: '/protected', value: true, read: { protected: true } },
    { path: '/owner', value: 'project-b', read: { owner: 'project-b' } },
    { path: '/min_ram', value: 5, read: { min_ram: 5 } },
    { path: '/disk_format', value: 'qcow2', read: { disk_format: 'qcow2' } },
    { path: '/zone', value: 'b', read: { properties: { zone: 'b' } } },
  ])('by v2 is seen by v1: $path', async ({ path, value, read }) => {
    const { id } = await service.made({ name: 'before', 'property-zone': '' }, undefined, ADMIN)
    expect((await service.patch(id, [{ op: 'replace', path, value }], ADMIN)).status).toBe(200)
    expect(await readByV1(id)).toMatchObject(read)
  })

  test('by v2 of another thing leaves null properties as they are', async () => {
    const { id } = await service.made({ 'property-zone': '' }, undefined, ADMIN)
    expect((await service.patch(id, [{ op: 'replace', path: '/name', value: 'x' }], ADMIN)).status).toBe(200)
    expect((await readByV1(id)).properties).toStrictEqual({ zone: null })
  })
})

describe('sharing', () => {
  const isListed = async (id: string, path: string) =>
    (await service.ask('GET', path, OTHER)).json.images.some((image: { id: string }) => image.id === id)

  test('by v1 is an offer in v2, which v1 does not wait for', async () => {
    const { id } = await service.made()
    await service.ask('PUT', `/v1/images/${id}/members/project-b`)
    const { members } = (await service.ask('GET', `/v2/images/${id}/members`)).json
    expect(members).toMatchObject([{ member_id: 'project-b', status: 'pending' }])
    expect([await isListed(id, '/v1/images'), await isListed(id, '/v2/images')]).toStrictEqual([true, false])
  })

  test('by v2 is sharing in v1', async () => {
    const { id } = await service.createImage({}, OWNER)
    await service.ask('POST', `/v2/images/${id}/members`, OWNER, { member: 'project-b' })
    expect((await service.ask('GET', `/v1/images/${id}/members`)).json).toStrictEqual({
      members: [{ member_id: 'project-b', can_share: false }],
    })
    expect(await isListed(id, '/v1/images')).toBe(true)
  })
})
