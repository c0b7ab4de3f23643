import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, as, MEMBERS, membersOf, OWNER, type Sharing, startSharing, statusesOf } from './sharing.ts'

let service: Sharing
beforeAll(async () => {
  service = await startSharing({ memberQuota: 5 })
})
afterAll(() => service.stop())

describe('sharing', () => {
  test('answers the member as the API shows it', async () => {
    const id = await service.anImage()
    const added = await service.add(id, 'project-pending')
    expect(added.status).toBe(200)
    expect(added.json).toStrictEqual({
      member_id: 'project-pending',
      image_id: id,
      status: 'pending',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      updated_at: added.json.created_at,
      schema: '/v2/schemas/member',
    })
    const accepted = await service.answer(id, 'project-pending', 'accepted', MEMBERS.pending)
    expect(accepted.status).toBe(200)
    expect(accepted.json).toMatchObject({ status: 'accepted', created_at: added.json.created_at })
    expect((await service.ask('GET', membersOf(id, 'project-pending'), OWNER)).json).toStrictEqual(accepted.json)
    expect((await service.ask('GET', membersOf(id), OWNER)).json).toStrictEqual({
      members: [accepted.json],
      schema: '/v2/schemas/members',
    })
    const removed = await service.ask('DELETE', membersOf(id, 'project-pending'), OWNER)
    expect([removed.status, removed.text]).toStrictEqual([204, ''])
    expect((await service.ask('GET', membersOf(id), OWNER)).json.members).toStrictEqual([])
  })

  test('takes any text for a project, as it is', async () => {
    const id = await service.anImage()
    for (const member of [' ', 'a/b?c#d', '🏷', '%2F', 'x'.repeat(255)]) {
      expect((await service.add(id, member)).json.member_id).toBe(member)
    }
    expect((await service.ask('GET', membersOf(id, 'a b'), OWNER)).status).toBe(404)
    expect((await service.ask('GET', membersOf(id, '🏷'), OWNER)).json.member_id).toBe('🏷')
  })

  test('shows a member only itself', async () => {
    const id = await service.aSharedImage()
    const listed = async (headers: Record<string, string>) => {
      const { json } = await service.ask('GET', membersOf(id), headers)
      return json.members.map(({ member_id }: { member_id: string }) => member_id)
    }
    expect(await listed(OWNER)).toStrictEqual(['project-pending', 'project-accepted', 'project-rejected'])
    expect(await listed(as('reader'))).toHaveLength(3)
    expect(await listed(ADMIN)).toHaveLength(3)
    expect(await listed(MEMBERS.rejected)).toStrictEqual(['project-rejected'])
    const others = ['project-accepted', 'nobody'].map((member) =>
      service.ask('GET', membersOf(id, member), MEMBERS.pending),
    )
    const [member, nobody] = await Promise.all(others)
    expect([member?.status, member?.text.replace('project-accepted', 'nobody')]).toStrictEqual([404, nobody?.text])
  })

  test('is told as missing to those who do not see the image', async () => {
    const id = await service.aSharedImage()
    for (const missing of [id, '00000000-0000-4000-8000-000000000000']) {
      expect(
        await statusesOf([
          service.ask('GET', membersOf(missing), as('other')),
          service.add(missing, 'project-other', as('other')),
          service.ask('GET', membersOf(missing, 'project-pending'), as('other')),
          service.answer(missing, 'project-pending', 'accepted', as('other')),
          service.ask('DELETE', membersOf(missing, 'project-pending'), as('other')),
        ]),
      ).toStrictEqual([404, 404, 404, 404, 404])
    }
  })

  test.each(['private', 'public', 'community'] as const)('is not for a %s image', async (visibility) => {
    const id = await service.aSharedImage(visibility)
    for (const headers of [OWNER, ADMIN]) {
      const [listed, ...others] = await Promise.all([
        service.ask('GET', membersOf(id), headers),
        service.add(id, 'project-accepted', headers),
        service.ask('GET', membersOf(id, 'project-accepted'), headers),
        service.answer(id, 'project-accepted', 'rejected', headers),
        service.ask('DELETE', membersOf(id, 'project-accepted'), headers),
      ])
      expect(listed?.json.message).toContain('only shared images have members')
      expect([listed?.status, ...others.map(({ status }) => status)]).toStrictEqual([403, 403, 404, 403, 403])
    }
  })

  test('is the owner’s to offer and to end, and the member’s to accept (S4)', async () => {
    const id = await service.aSharedImage()
    expect(
      await statusesOf([
        service.add(id, 'project-other', MEMBERS.accepted),
        service.add(id, 'project-other', as('reader')),
        service.ask('DELETE', membersOf(id, 'project-accepted'), MEMBERS.accepted),
        service.answer(id, 'project-pending', 'accepted', OWNER),
        service.answer(id, 'project-accepted', 'rejected', as('accepted reader')),
        service.answer(id, 'project-pending', 'accepted', MEMBERS.accepted),
        service.answer(id, 'nobody', 'accepted', OWNER),
        service.ask('DELETE', membersOf(id, 'nobody'), OWNER),
      ]),
    ).toStrictEqual([403, 403, 403, 403, 403, 404, 404, 404])
    expect(
      await statusesOf([
        service.answer(id, 'project-accepted', 'accepted', MEMBERS.accepted),
        service.answer(id, 'project-pending', 'pending', ADMIN),
        service.ask('DELETE', membersOf(id, 'project-rejected'), ADMIN),
      ]),
    ).toStrictEqual([200, 200, 204])
  })

  test('twice with one project is a conflict, also when the image has all the members it may have', async () => {
    const id = await service.aSharedImage()
    expect(await service.add(id, 'project-accepted')).toMatchObject({ status: 409 })
    expect(await statusesOf([service.add(id, 'four'), service.add(id, 'five')])).toStrictEqual([200, 200])
    const [twice, sixth] = await Promise.all([service.add(id, 'five'), service.add(id, 'six')])
    expect([twice?.status, sixth?.status]).toStrictEqual([409, 413])
    expect(sixth?.json.message).toContain('may have 5 members')
  })

  test('with many projects at once stays within the quota (S55, S56)', async () => {
    const id = await service.anImage()
    const answers = await statusesOf(Array.from({ length: 20 }, (_, index) => service.add(id, `project-${index}`)))
    expect(answers.filter((status) => status === 200)).toHaveLength(5)
    expect(answers.filter((status) => status === 413)).toHaveLength(15)
  })

  test('a protected image is possible', async () => {
    const id = await service.anImage({ protected: true })
    expect((await service.add(id, 'project-pending')).status).toBe(200)
  })

  test('ends with the image', async () => {
    const id = await service.aSharedImage()
    await service.ask('DELETE', `/v2/images/${id}`, OWNER)
    expect(
      await statusesOf([
        service.ask('GET', membersOf(id), OWNER),
        service.ask('GET', `/v2/images/${id}`, MEMBERS.accepted),
      ]),
    ).toStrictEqual([404, 404])
  })
})

describe('requests about members', () => {
  test.each<{ what: string; body: object | string }>([
    { what: 'nothing', body: '' },
    { what: 'no JSON', body: 'x' },
    { what: 'a scalar', body: '"project"' },
    { what: 'an array', body: [] },
    { what: 'no member', body: { member_id: 'project' } },
    { what: 'an empty member', body: { member: '' } },
    { what: 'null', body: { member: null } },
    { what: 'an integer (C26)', body: { member: 1 } },
    { what: 'a very long member (C26)', body: { member: 'x'.repeat(256) } },
  ])('that add $what are refused', async ({ body }) => {
    const id = await service.aSharedImage()
    expect((await service.ask('POST', membersOf(id), OWNER, body)).status).toBe(400)
    expect((await service.ask('GET', membersOf(id), OWNER)).json.members).toHaveLength(3)
  })

  test.each<{ what: string; body: object | string }>([
    { what: 'nothing', body: '' },
    { what: 'an array', body: [] },
    { what: 'no status', body: {} },
    { what: 'an empty status', body: { status: '' } },
    { what: 'all', body: { status: 'all' } },
    { what: 'null', body: { status: null } },
    { what: 'a list', body: { status: ['accepted'] } },
  ])('that set the status to $what are refused', async ({ body }) => {
    const id = await service.aSharedImage()
    expect((await service.ask('PUT', membersOf(id, 'project-pending'), MEMBERS.pending, body)).status).toBe(400)
    expect((await service.ask('GET', membersOf(id, 'project-pending'), OWNER)).json.status).toBe('pending')
  })

  test('say more than is needed', async () => {
    const id = await service.anImage()
    const added = await service.ask('POST', membersOf(id), OWNER, { member: 'project-pending', status: 'accepted' })
    expect(added.json.status).toBe('pending')
    const body = { status: 'accepted', member: 'project-other', member_id: 'project-other' }
    const set = await service.ask('PUT', membersOf(id, 'project-pending'), MEMBERS.pending, body)
    expect(set.json).toMatchObject({ status: 'accepted', member_id: 'project-pending' })
  })

  test('do not take a body where none belongs', async () => {
    const id = await service.aSharedImage()
    expect(
      await statusesOf([
        service.ask('GET', membersOf(id), OWNER, '{}'),
        service.ask('GET', membersOf(id, 'project-pending'), OWNER, '{}'),
        service.ask('DELETE', membersOf(id, 'project-pending'), OWNER, '{}'),
      ]),
    ).toStrictEqual([400, 400, 400])
  })

  test('by another method are told which there are', async () => {
    const id = await service.aSharedImage()
    for (const [path, method, allow] of [
      [membersOf(id), 'PUT', 'GET, POST'],
      [membersOf(id, 'project-pending'), 'POST', 'GET, PUT, DELETE'],
    ] as const) {
      const { status, headers } = await service.ask(method, path, OWNER)
      expect([status, headers.allow]).toStrictEqual([405, allow])
    }
  })
})
