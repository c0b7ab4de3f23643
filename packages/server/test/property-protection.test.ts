import { type Caller, type Check, compilePattern, type PropertyOperation, type PropertySection } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

const everyone: Check = { kind: 'always' }
const nobody: Check = { kind: 'never' }
const billers: Check = { kind: 'role', of: 'roles', role: { kind: 'text', text: 'billing' } }
const section = (
  pattern: string,
  rest: Check,
  own: Partial<Record<PropertyOperation, Check>> = {},
): PropertySection => ({
  pattern: compilePattern(pattern),
  ...{ create: rest, read: rest, update: rest, delete: rest },
  ...own,
})
const SECTIONS = [
  section('^billing_', billers, { read: everyone }),
  section('^secret_', billers),
  section('^drop_', billers, { create: everyone }),
  section('^frozen_', nobody, { create: billers, read: everyone }),
  section('^open_', everyone),
]

const project = (roles: string[], more: Partial<Caller> = {}) => ({ projectId: 'project-a', roles, ...more })
const CALLERS = {
  member: project(['member', 'reader']),
  reader: project(['reader']),
  biller: project(['member', 'reader', 'billing']),
  served: project(['member', 'reader'], { serviceRoles: ['billing'] }),
  admin: project(['admin', 'member', 'reader']),
}
type Who = keyof typeof CALLERS

const ALL = { billing_a: '1', secret_a: '2', drop_a: '3', frozen_a: '4', open_a: '5' }
const { billing_a, frozen_a, open_a } = ALL
const NOT_SECRET = { billing_a, frozen_a, open_a }

let service: Service
beforeAll(async () => {
  service = await startService({
    identity: stubIdentity(CALLERS),
    propertySections: SECTIONS,
    quotas: { properties: 6, tags: 6 },
  })
})
afterAll(() => service.stop())

const as = (who: Who) => ({ 'X-Auth-Token': who })
const create = (who: Who, properties: object) =>
  service.call('POST', '/v2/images', { body: properties, headers: as(who) })
const anImage = async () => (await create('biller', ALL)).json
const patch = (who: Who, id: string, ...items: object[]) => service.patch(id, items, as(who))
const patchV20 = (who: Who, id: string, ...items: object[]) =>
  service.patch(id, items, { ...as(who), 'Content-Type': 'application/openstack-images-v2.0-json-patch' })
const listed = async (who: Who, query: string) =>
  (await service.call('GET', `/v2/images?${query}`, { headers: as(who) })).json.images

const custom = (image: object) =>
  Object.fromEntries(Object.entries(image).filter(([name]) => /^[a-z]+_[ab]$/.test(name)))
const shown = async (who: Who, id: string) =>
  custom((await service.call('GET', `/v2/images/${id}`, { headers: as(who) })).json)

describe('a protected property', () => {
  test.for<{ who: Who; name: string; status: number }>([
    { who: 'member', name: 'open_a', status: 201 },
    { who: 'member', name: 'billing_a', status: 403 },
    { who: 'member', name: 'secret_a', status: 403 },
    { who: 'member', name: 'drop_a', status: 201 },
    { who: 'member', name: 'other_a', status: 403 },
    { who: 'biller', name: 'billing_a', status: 201 },
    { who: 'biller', name: 'other_a', status: 403 },
    { who: 'served', name: 'billing_a', status: 201 },
    { who: 'admin', name: 'billing_a', status: 403 },
    { who: 'admin', name: 'other_a', status: 403 },
  ])('$name in a new image of $who is $status (S10)', async ({ who, name, status }) => {
    const id = crypto.randomUUID()
    const answer = await create(who, { id, [name]: 'x' })
    expect(answer.status).toBe(status)
    if (status === 403) {
      expect(answer.json.message).toContain(`'${name}'`)
      expect(await service.catalog.find(id)).toBeUndefined()
    }
  })

  test.for<{ who: Who; sees: object }>([
    { who: 'member', sees: NOT_SECRET },
    { who: 'reader', sees: NOT_SECRET },
    { who: 'admin', sees: NOT_SECRET },
    { who: 'biller', sees: ALL },
    { who: 'served', sees: ALL },
  ])('is left out of the answers to who may not read it: $who', async ({ who, sees }) => {
    const { id } = await anImage()
    expect(await shown(who, id)).toStrictEqual(sees)
    const [image] = await listed(who, `id=${id}`)
    expect(custom(image)).toStrictEqual(sees)
  })

  test('is left out of the answer to who has just made or changed the image', async () => {
    const { status, json } = await create('member', { drop_a: 'x', open_a: 'y' })
    expect(status).toBe(201)
    expect(custom(json)).toStrictEqual({ open_a: 'y' })
    const changed = await patch('member', json.id, { op: 'add', path: '/open_b', value: 'z' })
    expect(custom(changed.json)).toStrictEqual({ open_a: 'y', open_b: 'z' })
    expect(await shown('biller', json.id)).toStrictEqual({ drop_a: 'x', open_a: 'y', open_b: 'z' })
  })

  test('finds no image for who may not read it', async () => {
    const { id } = await anImage()
    const query = `id=${id}&open_a=5&secret_a=2`
    expect(await listed('biller', query)).toHaveLength(1)
    expect(await listed('member', query)).toStrictEqual([])
    expect(await listed('member', `id=${id}&billing_a=1`)).toHaveLength(1)
  })

  test.for<{ name: string; item: object; status: number }>([
    { name: 'replacing', item: { op: 'replace', path: '/billing_a', value: 'x' }, status: 403 },
    { name: 'adding over', item: { op: 'add', path: '/billing_a', value: 'x' }, status: 403 },
    { name: 'removing', item: { op: 'remove', path: '/billing_a' }, status: 403 },
    { name: 'adding another', item: { op: 'add', path: '/billing_b', value: 'x' }, status: 403 },
    { name: 'adding one of nobody', item: { op: 'add', path: '/other_b', value: 'x' }, status: 403 },
    { name: 'removing one that is not seen', item: { op: 'remove', path: '/secret_a' }, status: 409 },
    { name: 'replacing one that is not seen', item: { op: 'replace', path: '/secret_a', value: 'x' }, status: 409 },
    { name: 'adding one that is not seen', item: { op: 'add', path: '/secret_a', value: 'x' }, status: 403 },
    {
      name: 'adding over one that may be made and is not seen',
      item: { op: 'add', path: '/drop_a', value: 'x' },
      status: 403,
    },
    { name: 'replacing one that nobody may', item: { op: 'replace', path: '/frozen_a', value: 'x' }, status: 403 },
  ])('does not change by $name in a patch of who may not (S10)', async ({ item, status }) => {
    const { id } = await anImage()
    const answer = await patch('member', id, { op: 'add', path: '/open_b', value: 'y' }, item)
    expect(answer.status).toBe(status)
    expect(await shown('biller', id)).toStrictEqual(ALL)
  })

  test.for<{ name: string; item: object; status: number }>([
    { name: 'replacing', item: { replace: '/billing_a', value: 'x' }, status: 403 },
    { name: 'removing', item: { remove: '/billing_a' }, status: 403 },
    { name: 'adding another', item: { add: '/billing_b', value: 'x' }, status: 403 },
    { name: 'adding over', item: { add: '/billing_a', value: 'x' }, status: 409 },
    { name: 'removing one that is not seen', item: { remove: '/secret_a' }, status: 409 },
    { name: 'adding one that is not seen', item: { add: '/secret_a', value: 'x' }, status: 403 },
  ])('does not change by $name in a patch of the older dialect (S10)', async ({ item, status }) => {
    const { id } = await anImage()
    expect((await patchV20('member', id, item)).status).toBe(status)
    expect(await shown('biller', id)).toStrictEqual(ALL)
  })

  test.for<Who>(['biller', 'served'])('changes for who may: %s', async (who) => {
    const { id } = await anImage()
    const answer = await patch(
      who,
      id,
      { op: 'replace', path: '/billing_a', value: 'x' },
      { op: 'remove', path: '/secret_a' },
      { op: 'add', path: '/billing_b', value: 'y' },
    )
    expect(answer.status).toBe(200)
    const { secret_a: _removed, ...others } = ALL
    expect(custom(answer.json)).toStrictEqual({ ...others, billing_a: 'x', billing_b: 'y' })
  })

  test('does not open an image to who may not change it', async () => {
    const { id } = await anImage()
    expect((await patch('reader', id, { op: 'remove', path: '/open_a' })).status).toBe(403)
  })

  test('stays whatever somebody does to the image who does not see it', async () => {
    const { id } = await anImage()
    expect((await patch('member', id, { op: 'replace', path: '/name', value: 'new' })).status).toBe(200)
    expect((await patch('member', id, { op: 'remove', path: '/open_a' })).status).toBe(200)
    expect((await service.call('PUT', `/v2/images/${id}/tags/t`, { headers: as('member') })).status).toBe(204)
    const { open_a: _removed, ...others } = ALL
    expect(await shown('biller', id)).toStrictEqual(others)
  })

  test('counts for the quota of who does not see it, too', async () => {
    const { id } = await anImage()
    const add = (name: string) => patch('member', id, { op: 'add', path: `/${name}`, value: 'x' })
    expect((await add('open_b')).status).toBe(200)
    expect((await add('open_c')).status).toBe(413)
  })
})
