import { type MemberStatus, VISIBILITIES, type Visibility } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, as, MEMBERS, membersOf, OWNER, type Sharing, STATUSES, startSharing, statusesOf } from './sharing.ts'

let service: Sharing
beforeAll(async () => {
  service = await startSharing()
})
afterAll(() => service.stop())

describe('who sees an image', () => {
  const CALLERS = { owner: OWNER, ...MEMBERS, other: as('other'), admin: ADMIN }
  type Who = keyof typeof CALLERS
  const EVERYONE: Who[] = ['owner', 'pending', 'accepted', 'rejected', 'other', 'admin']
  const sharers: Who[] = ['owner', 'pending', 'accepted', 'rejected', 'admin']
  const ROWS: Record<Visibility, { byId: Who[]; listed: Who[] }> = {
    private: { byId: ['owner', 'admin'], listed: ['owner', 'admin'] },
    shared: { byId: sharers, listed: ['owner', 'accepted', 'admin'] },
    community: { byId: EVERYONE, listed: ['owner'] },
    public: { byId: EVERYONE, listed: EVERYONE },
  }

  async function whoOf(told: (headers: Record<string, string>) => Promise<boolean>): Promise<string[]> {
    const found: string[] = []
    for (const [who, headers] of Object.entries(CALLERS)) if (await told(headers)) found.push(who)
    return found
  }

  test.each(VISIBILITIES)('that is %s and has members: by id, its data, and in lists (S4)', async (visibility) => {
    const { byId, listed } = ROWS[visibility]
    const id = await service.aSharedImage(visibility, { tags: [`matrix-${visibility}`] })
    await service.upload(id, 'data', OWNER)
    const show = await whoOf(async (headers) => (await service.ask('GET', `/v2/images/${id}`, headers)).status === 200)
    const download = await whoOf(async (headers) => (await service.download(id, headers)).text === 'data')
    const list = await whoOf(
      async (headers) =>
        (await service.ask('GET', `/v2/images?tag=matrix-${visibility}`, headers)).json.images.length === 1,
    )
    expect({ show, download, list }).toStrictEqual({ show: byId, download: byId, list: listed })
  })

  test('that nobody owns: those it is shared with, and administrators (S18)', async () => {
    const id = await service.aSharedImage()
    await service.patch(id, [{ op: 'replace', path: '/owner', value: null }], ADMIN)
    const show = await whoOf(async (headers) => (await service.ask('GET', `/v2/images/${id}`, headers)).status === 200)
    expect(show).toStrictEqual(['pending', 'accepted', 'rejected', 'admin'])
  })

  test('with the role reader only: no data of what is shared with the project', async () => {
    const id = await service.aSharedImage()
    const reader = as('accepted reader')
    expect((await service.ask('GET', `/v2/images/${id}`, reader)).status).toBe(200)
    expect((await service.download(id, reader)).status).toBe(403)
  })

  test('as a member may not change it', async () => {
    const id = await service.aSharedImage()
    const path = `/v2/images/${id}`
    const rename = [{ op: 'replace', path: '/name', value: 'mine' }]
    for (const headers of Object.values(MEMBERS)) {
      expect(
        await statusesOf([
          service.patch(id, rename, headers),
          service.upload(id, 'x', headers),
          service.ask('DELETE', path, headers),
        ]),
      ).toStrictEqual([403, 403, 403])
    }
  })

  test('no longer, once it is private or the member removed, and again when that is undone', async () => {
    const id = await service.aSharedImage()
    const seen = async () => (await service.ask('GET', `/v2/images/${id}`, MEMBERS.accepted)).status
    await service.become(id, 'private')
    expect(await seen()).toBe(404)
    await service.become(id, 'shared')
    expect(await seen()).toBe(200)
    await service.ask('DELETE', membersOf(id, 'project-accepted'), OWNER)
    expect(await seen()).toBe(404)
    const again = await service.add(id, 'project-accepted')
    expect(again.json.status).toBe('pending')
    expect(await seen()).toBe(200)
  })
})

describe('the list of a project that images are shared with', () => {
  const namesFor = async (query: string) => {
    const { json } = await service.ask('GET', `/v2/images?tag=shared-list&sort=name:asc&${query}`, as('member'))
    return json.images.map(({ name }: { name: string }) => name)
  }

  /** The project is a member of one image in each status, for each visibility that the image got afterwards. */
  beforeAll(async () => {
    for (const visibility of VISIBILITIES) {
      await service.createImage({ visibility, owner: 'project-member', name: `own ${visibility}`, ...TAGS }, ADMIN)
      for (const status of STATUSES) {
        const id = await service.anImage({ name: `${visibility} ${status}`, ...TAGS })
        await service.add(id, 'project-member')
        await service.answer(id, 'project-member', status, as('member'))
        await service.become(id, visibility)
      }
    }
  })

  const TAGS = { tags: ['shared-list'] }
  const OWN = ['own community', 'own private', 'own public', 'own shared']
  const PUBLIC = STATUSES.map((status) => `public ${status}`)
  const COMMUNITY = STATUSES.map((status) => `community ${status}`)
  test.each<{ query: string; want: string[]; shared: MemberStatus[] }>([
    { query: '', want: [...OWN, ...PUBLIC], shared: ['accepted'] },
    { query: 'member_status=accepted', want: [...OWN, ...PUBLIC], shared: ['accepted'] },
    { query: 'member_status=pending', want: [...OWN, ...PUBLIC], shared: ['pending'] },
    { query: 'member_status=rejected', want: [...OWN, ...PUBLIC], shared: ['rejected'] },
    { query: 'member_status=all', want: [...OWN, ...PUBLIC], shared: [...STATUSES] },
    { query: 'visibility=shared', want: ['own shared'], shared: ['accepted'] },
    { query: 'visibility=shared&member_status=pending', want: ['own shared'], shared: ['pending'] },
    { query: 'visibility=shared&member_status=rejected', want: ['own shared'], shared: ['rejected'] },
    { query: 'visibility=shared&member_status=all', want: ['own shared'], shared: [...STATUSES] },
    { query: 'visibility=all', want: [...OWN, ...PUBLIC, ...COMMUNITY], shared: ['accepted'] },
    { query: 'visibility=all&member_status=pending', want: [...OWN, ...PUBLIC, ...COMMUNITY], shared: ['pending'] },
    { query: 'visibility=all&member_status=all', want: [...OWN, ...PUBLIC, ...COMMUNITY], shared: [...STATUSES] },
    { query: 'visibility=private&member_status=all', want: ['own private'], shared: [] },
    { query: 'visibility=community&member_status=all', want: ['own community', ...COMMUNITY], shared: [] },
    { query: 'visibility=public&member_status=all', want: ['own public', ...PUBLIC], shared: [] },
    { query: 'owner=project-owner', want: PUBLIC, shared: ['accepted'] },
    { query: 'owner=project-owner&visibility=shared', want: [], shared: ['accepted'] },
    { query: 'owner=project-owner&member_status=all', want: PUBLIC, shared: [...STATUSES] },
    { query: 'member_status=pending&member_status=accepted', want: [...OWN, ...PUBLIC], shared: ['accepted'] },
  ])('for "$query" has of what is shared the $shared', async ({ query, want, shared }) => {
    expect(await namesFor(query)).toStrictEqual([...want, ...shared.map((status) => `shared ${status}`)].sort())
  })

  test('is walked page by page', async () => {
    const walked: string[] = []
    let path: string | undefined = '/v2/images?tag=shared-list&member_status=all&limit=2'
    while (path !== undefined) {
      const { json } = await service.ask('GET', path, as('member'))
      walked.push(...json.images.map(({ name }: { name: string }) => name))
      path = json.next
    }
    expect(walked.sort()).toStrictEqual(await namesFor('member_status=all'))
  })

  test('of an administrator has everything, whatever the members said', async () => {
    for (const query of ['', '&member_status=rejected']) {
      const { json } = await service.ask('GET', `/v2/images?tag=shared-list&visibility=shared${query}`, ADMIN)
      expect(json.images).toHaveLength(4)
    }
  })
})
