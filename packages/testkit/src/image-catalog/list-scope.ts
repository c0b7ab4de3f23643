import { type ListScope, MEMBER_STATUSES, type MemberStatus, type NewImage, VISIBILITIES } from '@vitrine/core'
import { beforeEach, expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import { buildQuery, type ConnectCatalog, LATER, useCatalog } from './connect.ts'

const MEMBER: ListScope = {
  projectId: 'mine',
  everyone: false,
  othersCommunity: false,
  memberStatuses: ['accepted'],
  visibilities: VISIBILITIES,
}
const ADMIN: ListScope = { ...MEMBER, everyone: true }
const EVERYBODYS = ['mine public', 'nobody’s public', 'theirs public']
const OWN = ['mine community', 'mine private', 'mine public', 'mine shared']

export function describeListScope(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  beforeEach(async () => {
    for (const owner of ['mine', 'theirs', null]) {
      for (const visibility of VISIBILITIES) {
        await context.catalog.insert(buildNewImage({ owner, visibility, name: `${owner ?? 'nobody’s'} ${visibility}` }))
      }
    }
  })

  test.each<{ who: string; scope: ListScope; want: string[] }>([
    { who: 'a member: own images and public ones', scope: MEMBER, want: [...OWN, 'nobody’s public', 'theirs public'] },
    {
      who: 'a member who asks for all: community ones too',
      scope: { ...MEMBER, othersCommunity: true },
      want: [...OWN, 'nobody’s community', 'nobody’s public', 'theirs community', 'theirs public'],
    },
    {
      who: 'a member who asks for community ones: own and others’',
      scope: { ...MEMBER, othersCommunity: true, visibilities: ['community'] },
      want: ['mine community', 'nobody’s community', 'theirs community'],
    },
    {
      who: 'a member who asks for public ones',
      scope: { ...MEMBER, visibilities: ['public'] },
      want: ['mine public', 'nobody’s public', 'theirs public'],
    },
    {
      who: 'a member who asks for private ones: own',
      scope: { ...MEMBER, visibilities: ['private'] },
      want: ['mine private'],
    },
    {
      who: 'a member who asks for two: own of both',
      scope: { ...MEMBER, visibilities: ['shared', 'private'] },
      want: ['mine private', 'mine shared'],
    },
    {
      who: 'a caller without project: public ones',
      scope: { ...MEMBER, projectId: null },
      want: EVERYBODYS,
    },
    {
      who: 'a caller without project who asks for private ones: nothing',
      scope: { ...MEMBER, projectId: null, visibilities: ['private'] },
      want: [],
    },
    {
      who: 'an administrator: everything but others’ community images',
      scope: ADMIN,
      want: [
        ...OWN,
        'nobody’s private',
        'nobody’s public',
        'nobody’s shared',
        'theirs private',
        'theirs public',
        'theirs shared',
      ],
    },
    {
      who: 'an administrator without project: everything but community images',
      scope: { ...ADMIN, projectId: null, visibilities: ['community', 'shared'] },
      want: ['mine shared', 'nobody’s shared', 'theirs shared'],
    },
    {
      who: 'an administrator who asks for community ones',
      scope: { ...ADMIN, othersCommunity: true, visibilities: ['community'] },
      want: ['mine community', 'nobody’s community', 'theirs community'],
    },
    {
      who: 'an administrator who asks for private ones',
      scope: { ...ADMIN, visibilities: ['private'] },
      want: ['mine private', 'nobody’s private', 'theirs private'],
    },
    { who: 'whoever asks for no visibility: nothing', scope: { ...ADMIN, visibilities: [] }, want: [] },
  ])('$who', async ({ scope, want }) => {
    expect(await namesOf(scope)).toStrictEqual(want)
  })

  const WITHOUT = [...OWN, 'nobody’s public', 'theirs public']
  const WITH_COMMUNITY = [...OWN, 'nobody’s community', 'nobody’s public', 'theirs community', 'theirs public']
  test.each<{ who: string; scope: ListScope; want: string[]; shared: readonly MemberStatus[] }>([
    { who: 'a member: what it accepted', scope: MEMBER, want: WITHOUT, shared: ['accepted'] },
    {
      who: 'a member who asks for pending ones',
      scope: { ...MEMBER, memberStatuses: ['pending'] },
      want: WITHOUT,
      shared: ['pending'],
    },
    {
      who: 'a member who asks for rejected ones',
      scope: { ...MEMBER, memberStatuses: ['rejected'] },
      want: WITHOUT,
      shared: ['rejected'],
    },
    {
      who: 'a member who asks for all of all',
      scope: { ...MEMBER, othersCommunity: true, memberStatuses: MEMBER_STATUSES },
      want: WITH_COMMUNITY,
      shared: MEMBER_STATUSES,
    },
    {
      who: 'a member who asks for shared ones',
      scope: { ...MEMBER, visibilities: ['shared'] },
      want: ['mine shared'],
      shared: ['accepted'],
    },
    {
      who: 'a member who asks for shared and pending ones',
      scope: { ...MEMBER, visibilities: ['shared'], memberStatuses: ['pending'] },
      want: ['mine shared'],
      shared: ['pending'],
    },
    {
      who: 'a member who asks for community ones: nothing of it',
      scope: { ...MEMBER, othersCommunity: true, visibilities: ['community'], memberStatuses: MEMBER_STATUSES },
      want: ['mine community', 'nobody’s community', 'theirs community'],
      shared: [],
    },
    {
      who: 'a member who asks for private ones: nothing of it',
      scope: { ...MEMBER, visibilities: ['private'], memberStatuses: MEMBER_STATUSES },
      want: ['mine private'],
      shared: [],
    },
    { who: 'another project: nothing of it', scope: { ...MEMBER, projectId: 'other' }, want: EVERYBODYS, shared: [] },
    {
      who: 'a caller without project: nothing of it',
      scope: { ...MEMBER, projectId: null, memberStatuses: MEMBER_STATUSES },
      want: EVERYBODYS,
      shared: [],
    },
    {
      who: 'an administrator: all of it, once',
      scope: { ...ADMIN, visibilities: ['shared'], memberStatuses: ['rejected'] },
      want: ['mine shared', 'nobody’s shared', 'theirs shared'],
      shared: MEMBER_STATUSES,
    },
  ])('what is shared with $who', async ({ scope, want, shared }) => {
    const { catalog } = context
    for (const status of MEMBER_STATUSES) await share({ owner: 'theirs', name: `theirs, ${status}` }, status)
    // Membership says nothing about what is not shared, or is one’s own.
    for (const { id, visibility } of await catalog.list(buildQuery())) {
      if (visibility !== 'shared') await shareAs('accepted', id)
    }
    const own = await catalog.list(buildQuery({ conditions: [{ field: 'name', oneOf: ['mine shared'] }] }))
    for (const { id } of own) await shareAs('accepted', id)
    const found = await namesOf(scope)
    expect(found).toStrictEqual([...want, ...shared.map((status) => `theirs, ${status}`)].sort())
  })

  test('what was shared with a project and is now its own is listed once', async () => {
    const { catalog } = context
    const image = await share({ owner: 'theirs', name: 'moved' }, 'accepted')
    await catalog.update(image.id, image.revision, { ...image, owner: 'mine' }, LATER)
    expect((await namesOf(MEMBER)).filter((name) => name === 'moved')).toHaveLength(1)
  })

  test('what nobody owns is listed for those it is shared with', async () => {
    await share({ owner: null, name: 'orphan' }, 'accepted')
    expect(await namesOf(MEMBER)).toContain('orphan')
  })

  async function share(overrides: Partial<NewImage>, status: MemberStatus) {
    const image = await context.catalog.insert(buildNewImage({ visibility: 'shared', ...overrides }))
    await shareAs(status, image.id)
    return image
  }

  async function shareAs(status: MemberStatus, id: string): Promise<void> {
    await context.catalog.addMember(id, { memberId: 'mine' }, LATER, -1)
    await context.catalog.updateMember(id, 'mine', status, LATER)
  }

  async function namesOf(scope: ListScope): Promise<(string | null)[]> {
    const listed = await context.catalog.list(buildQuery({ scope }))
    return listed.map(({ name }) => name).sort()
  }
}
