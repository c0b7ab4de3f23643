import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, as, MEMBERS, membersOf, OWNER, type Sharing, STATUSES, startSharing, statusesOf } from './sharing.ts'

const MEMBER = as('member')
const OTHER = as('other')

let service: Sharing
beforeAll(async () => {
  service = await startSharing({ memberQuota: 5 })
})
afterAll(() => service.stop())

const path = (id: string, member?: string) => membersOf(id, member, 'v1')
const put = (id: string, member: string, headers = OWNER, body?: object | string) =>
  service.ask('PUT', path(id, member), headers, body)
const remove = (id: string, member: string, headers = OWNER) => service.ask('DELETE', path(id, member), headers)
const list = (id: string, headers = OWNER) => service.ask('GET', path(id), headers)
const replace = (id: string, memberships: unknown, headers = OWNER) =>
  service.ask('PUT', path(id), headers, { memberships })
const sharedWith = (project: string, headers: Record<string, string>) =>
  service.ask('GET', `/v1/shared-images/${project}`, headers)

const sharing = (mayShare: boolean) => ({ member: { can_share: mayShare } })
const v2Status = async (id: string, member: string) =>
  (await service.ask('GET', membersOf(id, member), OWNER)).json.status

/** Each member, and whether it may share the image. */
async function membersListed(id: string, headers = OWNER): Promise<Record<string, boolean>> {
  const { json } = await list(id, headers)
  return Object.fromEntries(
    json.members.map((one: { member_id: string; can_share: boolean }) => [one.member_id, one.can_share]),
  )
}

async function isListed(id: string, images: string, headers: Record<string, string>): Promise<boolean> {
  const { json } = await service.ask('GET', images, headers)
  return json.images.some((image: { id: string }) => image.id === id)
}

async function isSharedWith(id: string, project: string, headers = ADMIN): Promise<boolean> {
  const { json } = await sharedWith(project, headers)
  return json.shared_images.some((image: { image_id: string }) => image.image_id === id)
}

describe('sharing as v1 does', () => {
  test('gives a project the image at once, and takes it away again', async () => {
    const id = await service.anImage()
    const added = await put(id, 'project-member')
    expect([added.status, added.text]).toStrictEqual([204, ''])
    expect((await list(id)).json).toStrictEqual({ members: [{ member_id: 'project-member', can_share: false }] })
    expect((await sharedWith('project-member', MEMBER)).json).toStrictEqual({
      shared_images: [{ image_id: id, can_share: false }],
    })
    expect(await isListed(id, '/v1/images', MEMBER)).toBe(true)
    expect((await put(id, 'project-other', MEMBER)).status).toBe(404)

    const removed = await remove(id, 'project-member')
    expect([removed.status, removed.text]).toStrictEqual([204, ''])
    expect((await list(id)).json).toStrictEqual({ members: [] })
    expect(await isListed(id, '/v1/images', MEMBER)).toBe(false)
    expect((await service.ask('HEAD', `/v1/images/${id}`, MEMBER)).status).toBe(404)
  })

  test('does not push an image into the lists of who looks with v2 (S4)', async () => {
    const id = await service.anImage()
    await put(id, 'project-member')
    expect(await isListed(id, '/v2/images', MEMBER)).toBe(false)
    expect(await isListed(id, '/v2/images?member_status=pending', MEMBER)).toBe(true)
  })

  test('is the owner’s, and of a member that may share what it was let in to: no more than adding (S4)', async () => {
    const id = await service.anImage()
    await put(id, 'project-member', OWNER, sharing(true))
    await put(id, 'project-accepted')
    expect(await statusesOf([put(id, 'project-other', MEMBER, sharing(true))])).toStrictEqual([204])
    expect(await statusesOf([put(id, 'project-pending', OTHER), put(id, 'x', MEMBERS.accepted)])).toStrictEqual([
      204, 404,
    ])
    expect(
      await statusesOf([
        remove(id, 'project-accepted', MEMBER),
        remove(id, 'project-member', MEMBER),
        replace(id, [{ member_id: 'project-member' }], MEMBER),
      ]),
    ).toStrictEqual([404, 404, 404])
    expect(await membersListed(id)).toStrictEqual({
      'project-member': true,
      'project-accepted': false,
      'project-other': true,
      'project-pending': false,
    })
    await put(id, 'project-member', OWNER, sharing(false))
    expect((await put(id, 'x', MEMBER)).status).toBe(404)
  })

  test('leaves what a member may do to the owner, even where another member may share (S4)', async () => {
    const id = await service.anImage()
    for (const project of ['project-member', 'project-other']) await put(id, project, OWNER, sharing(true))
    await put(id, 'project-accepted')
    const changes = [
      put(id, 'project-accepted', MEMBER, sharing(true)),
      put(id, 'project-other', MEMBER, sharing(false)),
      put(id, 'project-member', MEMBER, sharing(false)),
    ]
    expect(await statusesOf(changes)).toStrictEqual([404, 404, 404])
    const repetitions = [
      put(id, 'project-accepted', MEMBER),
      put(id, 'project-accepted', MEMBER, sharing(false)),
      put(id, 'project-other', MEMBER),
    ]
    expect(await statusesOf(repetitions)).toStrictEqual([204, 204, 204])
    expect(await membersListed(id)).toStrictEqual({
      'project-member': true,
      'project-other': true,
      'project-accepted': false,
    })
  })

  test('is forbidden to who only reads, and says by which rule', async () => {
    const id = await service.aSharedImage()
    await put(id, 'project-accepted', OWNER, sharing(true))
    const refusals = await Promise.all([
      put(id, 'x', as('reader')),
      remove(id, 'project-accepted', as('reader')),
      replace(id, [], as('reader')),
      put(id, 'x', as('accepted reader')),
    ])
    expect(refusals.map(({ status, json }) => [status, json.message.match(/rule '(\w+)'/)?.[1]])).toStrictEqual([
      [403, 'add_member'],
      [403, 'delete_member'],
      [403, 'add_member'],
      [403, 'modify_member'],
    ])
  })

  test('shows a member only itself', async () => {
    const id = await service.aSharedImage()
    expect(Object.keys(await membersListed(id, MEMBERS.rejected))).toStrictEqual(['project-rejected'])
    for (const headers of [OWNER, ADMIN, as('reader')]) {
      expect(Object.keys(await membersListed(id, headers))).toHaveLength(3)
    }
  })

  test('is told as missing to those who do not see the image', async () => {
    const deleted = await service.aSharedImage()
    await service.ask('DELETE', `/v2/images/${deleted}`, OWNER)
    for (const [id, headers] of [
      [await service.aSharedImage(), OTHER],
      [await service.aSharedImage('private'), MEMBERS.accepted],
      [deleted, ADMIN],
      ['00000000-0000-4000-8000-000000000000', ADMIN],
    ] as const) {
      const calls = [list(id, headers), put(id, 'x', headers), remove(id, 'project-accepted', headers)]
      const answers = await Promise.all([...calls, replace(id, [], headers)])
      for (const { status, json } of answers) {
        expect([status, json.message]).toStrictEqual([404, `No image with id '${id}'`])
      }
    }
  })

  test('ends nothing where nothing is shared', async () => {
    const id = await service.anImage()
    const { status, json } = await remove(id, 'nobody')
    expect([status, json.message]).toStrictEqual([404, `Image ${id} is not shared with 'nobody'`])
  })

  test('says again whether a member may share, and leaves it where that is left out', async () => {
    const id = await service.anImage()
    const told: boolean[] = []
    for (const body of [sharing(true), undefined, {}, { member: {} }, sharing(false), undefined]) {
      expect((await put(id, 'project-member', OWNER, body)).status).toBe(204)
      told.push((await membersListed(id))['project-member'] === true)
    }
    expect(told).toStrictEqual([true, true, true, true, false, false])
  })

  test('replaces all members: the last wish for each counts', async () => {
    const id = await service.aSharedImage()
    await put(id, 'project-accepted', OWNER, sharing(true))
    const wanted = [
      { member_id: 'x', can_share: true },
      { member_id: 'project-accepted' },
      { member_id: 'y', can_share: true },
      { member_id: 'x' },
    ]
    const { status, text } = await replace(id, wanted)
    expect([status, text]).toStrictEqual([204, ''])
    expect(await membersListed(id)).toStrictEqual({ 'project-accepted': true, x: false, y: true })
    expect(await v2Status(id, 'project-accepted')).toBe('accepted')
    expect((await replace(id, [])).status).toBe(204)
    expect(await membersListed(id)).toStrictEqual({})
  })

  test('stays within the quota, and changes nothing beyond (S56)', async () => {
    const id = await service.anImage()
    const all = ['1', '2', '3', '4', '5'].map((member_id) => ({ member_id }))
    await replace(id, all)
    const [sixth, again, six] = await Promise.all([
      put(id, '6'),
      put(id, '5', OWNER, sharing(true)),
      replace(id, [...all, { member_id: '6' }]),
    ])
    expect([sixth?.status, again?.status, six?.status]).toStrictEqual([413, 204, 413])
    expect(sixth?.json.message).toContain('may have 5 members')
    expect(await membersListed(id)).toStrictEqual({ 1: false, 2: false, 3: false, 4: false, 5: true })
    expect((await replace(id, [...all, ...all])).status).toBe(204)
  })
})

describe('an image that is not shared', () => {
  const visibilityOf = async (id: string) => (await service.ask('GET', `/v2/images/${id}`, OWNER)).json.visibility

  test('and is private is shared once it has a member', async () => {
    const image = { visibility: 'private' }
    for (const share of [
      (id: string) => put(id, 'project-member'),
      (id: string) => replace(id, [{ member_id: 'project-member' }]),
    ]) {
      const id = await service.anImage(image)
      expect((await share(id)).status).toBe(204)
      expect(await visibilityOf(id)).toBe('shared')
      expect((await service.ask('GET', `/v2/images/${id}`, MEMBER)).status).toBe(200)
    }
  })

  test('and is private again has the members it had, once it has one more', async () => {
    const id = await service.aSharedImage('private')
    expect(Object.keys(await membersListed(id))).toHaveLength(3)
    expect(await isSharedWith(id, 'project-accepted')).toBe(false)
    await put(id, 'project-member')
    expect(await isSharedWith(id, 'project-accepted')).toBe(true)
    expect((await service.ask('GET', `/v2/images/${id}`, MEMBERS.accepted)).status).toBe(200)
  })

  test('and is private stays so where it gets no member', async () => {
    const id = await service.anImage({ visibility: 'private' })
    const six = ['1', '2', '3', '4', '5', '6'].map((member_id) => ({ member_id }))
    const calls = [replace(id, []), replace(id, six), put(id, 'x', as('reader')), put(id, 'x', OWNER, [])]
    expect(await statusesOf(calls)).toStrictEqual([204, 413, 403, 400])
    expect(await visibilityOf(id)).toBe('private')
    expect(await membersListed(id)).toStrictEqual({})
  })

  test.each(['public', 'community'] as const)('and is %s has members, which have no say', async (visibility) => {
    const id = await service.anImage({ visibility })
    const calls = [put(id, 'project-member', OWNER, sharing(true)), put(id, 'project-other', ADMIN)]
    expect(await statusesOf(calls)).toStrictEqual([204, 204])
    expect(await visibilityOf(id)).toBe(visibility)
    expect(await membersListed(id)).toStrictEqual({ 'project-member': true, 'project-other': false })
    expect(await isSharedWith(id, 'project-member')).toBe(true)
    const others = [put(id, 'x', MEMBER), remove(id, 'project-other', MEMBER), replace(id, [], MEMBER)]
    expect(await statusesOf([list(id, MEMBER), ...others])).toStrictEqual([403, 404, 404, 404])
    await service.become(id, 'shared')
    expect((await put(id, 'x', MEMBER)).status).toBe(204)
  })
})

describe('the images that are shared with a project', () => {
  test('are for itself and for administrators', async () => {
    const id = await service.anImage()
    await put(id, 'project-member', OWNER, sharing(true))
    for (const headers of [MEMBER, ADMIN]) {
      const { status, json } = await sharedWith('project-member', headers)
      expect(status).toBe(200)
      expect(json.shared_images).toContainEqual({ image_id: id, can_share: true })
    }
    expect(
      await statusesOf([
        sharedWith('project-member', OWNER),
        sharedWith('nobody', OTHER),
        sharedWith('nobody', ADMIN),
        service.ask('GET', '/v1/shared-images/nobody', {}),
      ]),
    ).toStrictEqual([403, 403, 200, 401])
  })

  test('are neither private nor deleted', async () => {
    const [shared, hidden, deleted] = [await service.anImage(), await service.anImage(), await service.anImage()]
    for (const id of [shared, hidden, deleted]) await put(id, 'project-member')
    await service.become(hidden, 'private')
    await service.ask('DELETE', `/v2/images/${deleted}`, OWNER)
    const found = [shared, hidden, deleted].map((id) => isSharedWith(id, 'project-member', MEMBER))
    expect(await Promise.all(found)).toStrictEqual([true, false, false])
  })
})

describe('members of one image by v1 and by v2', () => {
  test('are the same: made by v1', async () => {
    const id = await service.anImage()
    await put(id, 'project-member', OWNER, sharing(true))
    const { json } = await service.ask('GET', membersOf(id), OWNER)
    expect(json.members).toMatchObject([{ member_id: 'project-member', image_id: id, status: 'pending' }])
    expect((await service.add(id, 'project-member')).status).toBe(409)
    expect((await service.ask('DELETE', membersOf(id, 'project-member'), OWNER)).status).toBe(204)
    expect(await membersListed(id)).toStrictEqual({})
  })

  test('are the same: made by v2, whatever they said to it', async () => {
    const id = await service.aSharedImage()
    expect(await membersListed(id)).toStrictEqual({
      'project-pending': false,
      'project-accepted': false,
      'project-rejected': false,
    })
    for (const status of STATUSES) {
      expect(await isListed(id, '/v1/images', MEMBERS[status])).toBe(true)
      expect(await isSharedWith(id, `project-${status}`, MEMBERS[status])).toBe(true)
    }
    expect((await remove(id, 'project-accepted')).status).toBe(204)
    expect((await service.ask('GET', membersOf(id, 'project-accepted'), OWNER)).status).toBe(404)
  })

  test('keep of each what the other does not know', async () => {
    const id = await service.anImage()
    await put(id, 'project-accepted', OWNER, sharing(true))
    expect((await service.answer(id, 'project-accepted', 'accepted', MEMBERS.accepted)).status).toBe(200)
    expect(await membersListed(id)).toStrictEqual({ 'project-accepted': true })
    await put(id, 'project-accepted', OWNER, sharing(false))
    expect(await v2Status(id, 'project-accepted')).toBe('accepted')
    await replace(id, [{ member_id: 'project-accepted', can_share: true }])
    expect(await v2Status(id, 'project-accepted')).toBe('accepted')
  })
})

describe('requests about members by v1', () => {
  test('name any text of up to 255 characters', async () => {
    const id = await service.anImage()
    const names = [' ', 'a/b?c#d', '🏷', 'x'.repeat(255)]
    for (const name of names) expect((await put(id, name)).status).toBe(204)
    expect(Object.keys(await membersListed(id)).sort()).toStrictEqual([...names].sort())
    expect((await put(id, 'x'.repeat(256))).status).toBe(400)
    expect((await remove(id, 'x'.repeat(256))).status).toBe(404)
    expect((await remove(id, '🏷')).status).toBe(204)
  })

  test.each<{ what: string; body: object | string | undefined }>([
    { what: 'nothing', body: undefined },
    { what: 'no JSON', body: '{' },
    { what: 'an array (C1)', body: [] },
    { what: 'null', body: 'null' },
    { what: 'no memberships', body: { members: [] } },
    { what: 'memberships that are no list', body: { memberships: { member_id: 'x' } } },
    { what: 'a membership that is text', body: { memberships: ['x'] } },
    { what: 'a membership of nobody', body: { memberships: [{ can_share: true }] } },
    { what: 'an empty member', body: { memberships: [{ member_id: '' }] } },
    { what: 'an integer (C26)', body: { memberships: [{ member_id: 1 }] } },
    { what: 'a very long member (C26)', body: { memberships: [{ member_id: 'x'.repeat(256) }] } },
    { what: 'a truth that is text', body: { memberships: [{ member_id: 'x', can_share: 'true' }] } },
    { what: 'one wrong among good ones', body: { memberships: [{ member_id: 'x' }, {}] } },
  ])('that replace them by $what are refused', async ({ body }) => {
    const id = await service.aSharedImage()
    expect((await service.ask('PUT', path(id), OWNER, body)).status).toBe(400)
    expect(Object.keys(await membersListed(id))).toHaveLength(3)
  })

  test.each<{ what: string; body: object | string }>([
    { what: 'no JSON', body: '{' },
    { what: 'an array (C1)', body: [] },
    { what: 'null', body: 'null' },
    { what: 'a member that is text', body: { member: 'x' } },
    { what: 'null for a member', body: { member: null } },
    { what: 'a truth that is text', body: { member: { can_share: 'true' } } },
    { what: 'null for a truth', body: { member: { can_share: null } } },
  ])('that put one with $what are refused', async ({ body }) => {
    const id = await service.anImage()
    expect((await put(id, 'x', OWNER, body)).status).toBe(400)
    expect(await membersListed(id)).toStrictEqual({})
  })

  test('do not take a body where none belongs', async () => {
    const id = await service.aSharedImage()
    expect(
      await statusesOf([
        service.ask('GET', path(id), OWNER, '{}'),
        service.ask('DELETE', path(id, 'project-pending'), OWNER, '{}'),
        service.ask('GET', '/v1/shared-images/project-owner', OWNER, '{}'),
      ]),
    ).toStrictEqual([400, 400, 400])
    expect(Object.keys(await membersListed(id))).toHaveLength(3)
  })

  test.each([
    { target: 'images/ID/members', method: 'POST', allow: 'GET, PUT' },
    { target: 'images/ID/members/project-pending', method: 'GET', allow: 'PUT, DELETE' },
    { target: 'shared-images/project-owner', method: 'DELETE', allow: 'GET' },
  ])('by another method are told which there are: $target', async ({ target, method, allow }) => {
    const id = await service.aSharedImage()
    const { status, headers } = await service.ask(method, `/v1/${target.replace('ID', id)}`, OWNER)
    expect([status, headers.allow]).toStrictEqual([405, allow])
  })
})
