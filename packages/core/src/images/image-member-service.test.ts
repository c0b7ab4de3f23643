import { describe, expect, test } from 'vitest'
import { aCaller, admin, aMember, anImage, stranger, stub } from '../../test/builders.ts'
import { createPolicy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { createImageAccess } from './access.ts'
import type { Visibility } from './image.ts'
import { createImageMemberService } from './image-member-service.ts'

const { id: imageId } = anImage()
const now = new Date('2026-02-03T04:05:06Z')
const owner = aCaller()
const reader = aCaller({ roles: ['reader'] })
const member = aCaller({ userId: 'user-m', projectId: 'project-m' })
const readingMember = aCaller({ projectId: 'project-m', roles: ['reader'] })
const CALLERS = { owner, reader, member, readingMember, stranger, admin }
type Who = keyof typeof CALLERS

/** An image of project-a that is shared with project-m, project-n and, as it may be, project-a; changes are noted. */
function createService(visibility: Visibility = 'shared', overrides: Partial<ImageCatalog> = {}) {
  const changes: unknown[][] = []
  const members = ['project-m', 'project-n', 'project-a'].map((id) => aMember(id))
  const findMember = async (_: string, memberId: string) => members.find((one) => one.memberId === memberId)
  const catalog = stub<ImageCatalog>({
    find: async (id) => (id === imageId ? anImage({ visibility }) : undefined),
    findMember,
    listMembers: async () => members,
    async addMember(...words) {
      changes.push(['add', ...words])
      return aMember(words[1].memberId)
    },
    async updateMember(...words) {
      changes.push(['update', ...words])
      return { ...aMember(words[1]), status: words[2] }
    },
    async removeMember(...words) {
      changes.push(['remove', ...words])
      return true
    },
    ...overrides,
  })
  const policy = createPolicy()
  const access = createImageAccess({ catalog, policy })
  return { members: createImageMemberService({ catalog, access, policy, quota: 5, now: () => now }), changes }
}

type Service = ReturnType<typeof createService>['members']
const OPERATIONS: Record<string, (members: Service, caller: Caller, memberId: string) => Promise<unknown>> = {
  list: (members, caller) => members.list(imageId, caller),
  add: (members, caller, memberId) => members.add(imageId, memberId, caller),
  show: (members, caller, memberId) => members.show(imageId, memberId, caller),
  update: (members, caller, memberId) => members.update(imageId, memberId, 'accepted', caller),
  remove: (members, caller, memberId) => members.remove(imageId, memberId, caller),
}

/** What each caller is told; `ok` when it is done. */
async function told(operation: string, memberId: string, visibility?: Visibility): Promise<Record<string, string>> {
  const run = OPERATIONS[operation]
  if (run === undefined) throw new Error(`no operation ${operation}`)
  const outcomes = Object.entries(CALLERS).map(async ([who, caller]) => {
    const outcome = await run(createService(visibility).members, caller, memberId).then(
      () => 'ok',
      ({ code }) => code,
    )
    return [who, outcome]
  })
  return Object.fromEntries(await Promise.all(outcomes))
}

const ROWS: { operation: string; memberId: string; what: string; want: Record<Who, string> }[] = [
  {
    operation: 'list',
    what: 'members',
    memberId: '-',
    want: { owner: 'ok', reader: 'ok', member: 'ok', readingMember: 'ok', stranger: 'imageNotFound', admin: 'ok' },
  },
  {
    operation: 'add',
    what: 'a member',
    memberId: 'project-x',
    want: {
      owner: 'ok',
      reader: 'forbidden',
      member: 'forbidden',
      readingMember: 'forbidden',
      stranger: 'imageNotFound',
      admin: 'ok',
    },
  },
  {
    operation: 'show',
    what: 'a member',
    memberId: 'project-m',
    want: { owner: 'ok', reader: 'ok', member: 'ok', readingMember: 'ok', stranger: 'imageNotFound', admin: 'ok' },
  },
  {
    operation: 'update',
    what: 'a member',
    memberId: 'project-m',
    want: {
      owner: 'forbidden',
      reader: 'forbidden',
      member: 'ok',
      readingMember: 'forbidden',
      stranger: 'imageNotFound',
      admin: 'ok',
    },
  },
  {
    operation: 'update',
    what: 'the owner as a member',
    memberId: 'project-a',
    want: {
      owner: 'forbidden',
      reader: 'forbidden',
      member: 'memberNotFound',
      readingMember: 'memberNotFound',
      stranger: 'imageNotFound',
      admin: 'ok',
    },
  },
  {
    operation: 'remove',
    what: 'a member',
    memberId: 'project-m',
    want: {
      owner: 'ok',
      reader: 'forbidden',
      member: 'forbidden',
      readingMember: 'forbidden',
      stranger: 'imageNotFound',
      admin: 'ok',
    },
  },
  ...['show', 'update', 'remove'].map((operation) => ({
    operation,
    what: 'what is no member',
    memberId: 'nobody',
    want: {
      owner: 'memberNotFound',
      reader: 'memberNotFound',
      member: 'memberNotFound',
      readingMember: 'memberNotFound',
      stranger: 'imageNotFound',
      admin: 'memberNotFound',
    },
  })),
]

describe('members of a shared image', () => {
  test.for(ROWS)('$operation $what (S4)', async ({ operation, memberId, want }) => {
    expect(await told(operation, memberId)).toStrictEqual(want)
  })

  test('are all known to its owner and to administrators, and of the others each only itself', async () => {
    for (const [who, want] of [
      ['owner', ['project-m', 'project-n', 'project-a']],
      ['admin', ['project-m', 'project-n', 'project-a']],
      ['member', ['project-m']],
    ] as const) {
      const members = await createService().members.list(imageId, CALLERS[who])
      expect(members.map(({ memberId }) => memberId)).toStrictEqual(want)
    }
  })

  test('answer a member that asks for another as for one that does not exist', async () => {
    for (const operation of ['show', 'update', 'remove']) {
      expect((await told(operation, 'project-n')).member).toBe('memberNotFound')
    }
  })
})

describe('members of an image that is not shared', () => {
  test.for([
    { visibility: 'private', everyone: false },
    { visibility: 'public', everyone: true },
    { visibility: 'community', everyone: true },
  ] as const)('are refused, or not there: $visibility', async ({ visibility, everyone }) => {
    const forOthers = (code: string) => (everyone ? code : 'imageNotFound')
    for (const operation of Object.keys(OPERATIONS)) {
      const code = operation === 'show' ? 'memberNotFound' : 'forbidden'
      expect(await told(operation, 'project-m', visibility), operation).toStrictEqual({
        owner: code,
        reader: code,
        member: forOthers(code),
        readingMember: forOthers(code),
        stranger: forOthers(code),
        admin: code,
      })
    }
  })
})

describe('a change of members', () => {
  test('is stored with the time and the quota', async () => {
    const { members, changes } = createService()
    expect(await members.add(imageId, 'project-x', owner)).toStrictEqual(aMember('project-x'))
    expect(await members.update(imageId, 'project-m', 'rejected', member)).toMatchObject({ status: 'rejected' })
    await members.remove(imageId, 'project-m', owner)
    expect(changes).toStrictEqual([
      ['add', imageId, { memberId: 'project-x' }, now, 5],
      ['update', imageId, 'project-m', 'rejected', now],
      ['remove', imageId, 'project-m'],
    ])
  })

  test('that is refused stores nothing', async () => {
    const { members, changes } = createService()
    for (const [operation, run] of Object.entries(OPERATIONS)) {
      if (operation === 'list' || operation === 'show') continue
      await expect(run(members, reader, 'project-m')).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(changes).toStrictEqual([])
  })

  test('that comes after the member was removed is told so', async () => {
    const { members } = createService('shared', {
      updateMember: async () => undefined,
      removeMember: async () => false,
    })
    const gone = { code: 'memberNotFound', message: `Image ${imageId} is not shared with 'project-m'` }
    await expect(members.update(imageId, 'project-m', 'accepted', member)).rejects.toMatchObject(gone)
    await expect(members.remove(imageId, 'project-m', owner)).rejects.toMatchObject(gone)
  })
})
