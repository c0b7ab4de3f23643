import { describe, expect, test } from 'vitest'
import { aCaller, admin, aMember, anImage, stranger, stub } from '../../test/builders.ts'
import { createPolicy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import { createImageAccess } from './access.ts'
import type { Image, Visibility } from './image.ts'
import type { ImageService } from './image-service.ts'
import { createImageSharingService, type ImageSharingService } from './image-sharing-service.ts'

const { id: imageId } = anImage()
const now = new Date('2026-02-03T04:05:06Z')
const CALLERS = {
  owner: aCaller(),
  reader: aCaller({ roles: ['reader'] }),
  admin,
  guest: aCaller({ projectId: 'project-guest' }),
  guestReader: aCaller({ projectId: 'project-guest', roles: ['reader'] }),
  sharer: aCaller({ projectId: 'project-sharer' }),
  sharerReader: aCaller({ projectId: 'project-sharer', roles: ['reader'] }),
  stranger,
}
type Who = keyof typeof CALLERS
const { owner, guest, sharer } = CALLERS

/** An image of project-a whose members are a project that may share it, and one that may not; changes are noted. */
function createService({
  visibility = 'shared',
  rules = {},
  overrides = {},
}: {
  visibility?: Visibility
  rules?: Record<string, string>
  overrides?: Partial<ImageCatalog>
} = {}) {
  const changes: unknown[][] = []
  const members = [aMember('project-sharer', { canShare: true }), aMember('project-guest')]
  let image: Image = anImage({ visibility })
  const catalog = stub<ImageCatalog>({
    find: async (id) => (id === imageId ? image : undefined),
    findMember: async (_, memberId) => members.find((one) => one.memberId === memberId),
    listMembers: async () => members,
    async addMember(...words) {
      const [, { memberId }] = words
      if (members.some((one) => one.memberId === memberId)) throw new Problem('memberExists', 'It has this one')
      changes.push(['add', ...words])
      return aMember(memberId)
    },
    async putMember(...words) {
      changes.push(['put', ...words])
      return aMember(words[1].memberId)
    },
    async replaceMembers(...words) {
      changes.push(['replace', ...words])
    },
    async removeMember(...words) {
      changes.push(['remove', ...words])
      return true
    },
    listMemberships: async (memberId) => [aMember(memberId)],
    ...overrides,
  })
  const images: Pick<ImageService, 'update'> = {
    async update(id, _, decide) {
      image = await decide(image)
      changes.push(['update', id, image.visibility])
      return image
    },
  }
  const policy = createPolicy(rules)
  const access = createImageAccess({ catalog, policy })
  return {
    sharing: createImageSharingService({ catalog, access, images, policy, quota: 5, now: () => now }),
    changes,
    become: (visibility: Visibility) => {
      image = { ...image, visibility }
    },
  }
}

const OPERATIONS = {
  list: (sharing: ImageSharingService, caller: Caller) => sharing.list(imageId, caller),
  put: (sharing: ImageSharingService, caller: Caller) => sharing.put(imageId, { memberId: 'project-x' }, caller),
  replace: (sharing: ImageSharingService, caller: Caller) => sharing.replace(imageId, [], caller),
  remove: (sharing: ImageSharingService, caller: Caller) => sharing.remove(imageId, 'project-guest', caller),
}
type Operation = keyof typeof OPERATIONS
const CHANGES: Operation[] = ['put', 'replace', 'remove']

/** What a caller is told, `ok` when it is done; a refusal after a change is none. */
async function told(operation: Operation, who: Who, options: Parameters<typeof createService>[0]): Promise<string> {
  const { sharing, changes } = createService(options)
  return OPERATIONS[operation](sharing, CALLERS[who]).then(
    () => 'ok',
    ({ code }) => (changes.length === 0 ? code : `${code}, and there was a change`),
  )
}

/** In the order of CALLERS: those of the owner, administrators, guests that may not share and that may, strangers. */
const ROWS: { visibility: Visibility; operations: Operation[]; want: string[] }[] = [
  {
    visibility: 'shared',
    operations: ['list'],
    want: ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'imageNotFound'],
  },
  {
    visibility: 'shared',
    operations: ['put'],
    want: ['ok', 'forbidden', 'ok', 'memberNotFound', 'memberNotFound', 'ok', 'forbidden', 'imageNotFound'],
  },
  {
    visibility: 'shared',
    operations: ['replace', 'remove'],
    want: ['ok', 'forbidden', 'ok', ...Array(4).fill('memberNotFound'), 'imageNotFound'],
  },
  { visibility: 'private', operations: ['list'], want: ['ok', 'ok', 'ok', ...Array(5).fill('imageNotFound')] },
  { visibility: 'private', operations: CHANGES, want: ['ok', 'forbidden', 'ok', ...Array(5).fill('imageNotFound')] },
  ...(['public', 'community'] as const).flatMap((visibility) => [
    { visibility, operations: ['list' as const], want: ['ok', 'ok', 'ok', ...Array(5).fill('forbidden')] },
    { visibility, operations: CHANGES, want: ['ok', 'forbidden', 'ok', ...Array(5).fill('memberNotFound')] },
  ]),
]

describe('who may share as v1 does', () => {
  const rows = ROWS.flatMap(({ operations, ...row }) => operations.map((operation) => ({ ...row, operation })))
  test.for(rows)('$operation, of a $visibility image (S4)', async ({ visibility, operation, want }) => {
    const got = (Object.keys(CALLERS) as Who[]).map((who) => told(operation, who, { visibility }))
    expect(await Promise.all(got)).toStrictEqual(want)
  })

  test.for<{ rule: string; operation: Operation; who: Who; visibility?: Visibility }>([
    { rule: 'get_members', operation: 'list', who: 'owner' },
    { rule: 'add_member', operation: 'put', who: 'owner' },
    { rule: 'modify_image', operation: 'put', who: 'owner', visibility: 'private' },
    { rule: 'modify_member', operation: 'put', who: 'sharer' },
    { rule: 'add_member', operation: 'replace', who: 'admin' },
    { rule: 'delete_member', operation: 'replace', who: 'owner' },
    { rule: 'delete_member', operation: 'remove', who: 'admin' },
  ])('is what rule $rule of an operator says: $operation by $who', async ({ rule, operation, who, ...options }) => {
    expect(await told(operation, who, options)).toBe('ok')
    expect(await told(operation, who, { ...options, rules: { [rule]: '!' } })).toBe('forbidden')
  })

  test('are others too, where an operator lets them', async () => {
    const rules = { add_member: 'project_id:project-b', delete_member: 'project_id:project-b' }
    for (const operation of CHANGES) {
      expect(await told(operation, 'stranger', { visibility: 'public', rules })).toBe('ok')
    }
  })

  test('are told the same of what they may not share, whether it has such a member', async () => {
    const { sharing } = createService()
    const messages = ['project-sharer', 'nobody'].map((memberId) =>
      sharing.remove(imageId, memberId, guest).catch(({ message }) => message),
    )
    expect(await Promise.all(messages)).toStrictEqual(Array(2).fill(`Image ${imageId} is not yours to share`))
  })
})

describe('a member that may share the image', () => {
  test.for<{ memberId: string; canShare: boolean | undefined; want: string }>([
    { memberId: 'project-guest', canShare: undefined, want: 'ok' },
    { memberId: 'project-guest', canShare: false, want: 'ok' },
    { memberId: 'project-guest', canShare: true, want: 'memberNotFound' },
    { memberId: 'project-sharer', canShare: undefined, want: 'ok' },
    { memberId: 'project-sharer', canShare: true, want: 'ok' },
    { memberId: 'project-sharer', canShare: false, want: 'memberNotFound' },
  ])('leaves what $memberId may do to the owner: $canShare is $want (S4)', async ({ want, ...wanted }) => {
    const { sharing, changes } = createService()
    const outcome = sharing.put(imageId, wanted, sharer).then(
      () => 'ok',
      ({ code }) => code,
    )
    expect([await outcome, changes]).toStrictEqual([want, []])
  })
})

describe('members as v1 has them', () => {
  test('are stored with the time and the quota', async () => {
    const { sharing, changes } = createService()
    await sharing.put(imageId, { memberId: 'project-x', canShare: true }, owner)
    await sharing.put(imageId, { memberId: 'project-z', canShare: true }, sharer)
    await sharing.replace(imageId, [{ memberId: 'project-y' }], owner)
    await sharing.remove(imageId, 'project-y', owner)
    expect(changes).toStrictEqual([
      ['put', imageId, { memberId: 'project-x', canShare: true }, now, 5],
      ['add', imageId, { memberId: 'project-z', canShare: true }, now, 5],
      ['replace', imageId, [{ memberId: 'project-y' }], now, 5],
      ['remove', imageId, 'project-y'],
    ])
  })

  test('are told each of itself, and its owner and administrators of all, though the image be private', async () => {
    const listed = async (caller: Caller, visibility: Visibility) =>
      (await createService({ visibility }).sharing.list(imageId, caller)).map(({ memberId }) => memberId)
    expect(await listed(guest, 'shared')).toStrictEqual(['project-guest'])
    for (const caller of [owner, admin]) {
      expect(await listed(caller, 'private')).toStrictEqual(['project-sharer', 'project-guest'])
    }
  })

  test('are replaced by the last wish for each', async () => {
    const { sharing, changes } = createService()
    const wanted = [{ memberId: 'x', canShare: true }, { memberId: 'y' }, { memberId: 'x', canShare: false }]
    await sharing.replace(imageId, wanted, owner)
    expect(changes).toStrictEqual([
      ['replace', imageId, [{ memberId: 'x', canShare: false }, { memberId: 'y' }], now, 5],
    ])
  })

  test('that do not exist cannot be removed', async () => {
    const { sharing } = createService({ overrides: { removeMember: async () => false } })
    const gone = { code: 'memberNotFound', message: `Image ${imageId} is not shared with 'nobody'` }
    await expect(sharing.remove(imageId, 'nobody', owner)).rejects.toMatchObject(gone)
  })
})

describe('a private image', () => {
  const SHARINGS: [string, (sharing: ImageSharingService) => Promise<void>][] = [
    ['put', (sharing) => sharing.put(imageId, { memberId: 'project-x' }, owner)],
    ['replace', (sharing) => sharing.replace(imageId, [{ memberId: 'project-x' }], owner)],
  ]

  test.for(SHARINGS)('is shared once it has the member: %s', async ([operation, share]) => {
    const { sharing, changes } = createService({ visibility: 'private' })
    await share(sharing)
    expect(changes.map(([what]) => what)).toStrictEqual([operation, 'update'])
    expect(changes.at(-1)).toStrictEqual(['update', imageId, 'shared'])
  })

  test.for(SHARINGS)('stays so when the member is refused: %s', async ([, share]) => {
    const refuse = () => Promise.reject(new Problem('quotaExceeded', 'five are enough'))
    const overrides = { putMember: refuse, replaceMembers: refuse }
    const { sharing, changes } = createService({ visibility: 'private', overrides })
    await expect(share(sharing)).rejects.toMatchObject({ code: 'quotaExceeded' })
    expect(changes).toStrictEqual([])
  })

  test('stays so when it gets no member', async () => {
    const { sharing, changes } = createService({ visibility: 'private' })
    await sharing.replace(imageId, [], owner)
    expect(changes).toStrictEqual([['replace', imageId, [], now, 5]])
  })

  test('that somebody publishes meanwhile stays public', async () => {
    const { sharing, changes, become } = createService({
      visibility: 'private',
      overrides: {
        async putMember(_, { memberId }) {
          become('public')
          return aMember(memberId)
        },
      },
    })
    await sharing.put(imageId, { memberId: 'project-x' }, owner)
    expect(changes).toStrictEqual([['update', imageId, 'public']])
  })
})

describe('what is shared with a project', () => {
  const noProject = aCaller({ projectId: null })
  test.for<{ name: string; caller: Caller; want: string }>([
    { name: 'itself', caller: guest, want: 'ok' },
    { name: 'its reader', caller: CALLERS.guestReader, want: 'ok' },
    { name: 'an administrator', caller: admin, want: 'ok' },
    { name: 'itself, without a role', caller: { ...guest, roles: [] }, want: 'forbidden' },
    { name: 'the owner of an image', caller: owner, want: 'forbidden' },
    { name: 'another project', caller: stranger, want: 'forbidden' },
    { name: 'who has no project', caller: noProject, want: 'forbidden' },
    { name: 'an administrator of a domain', caller: { ...admin, domainId: 'default' }, want: 'forbidden' },
  ])('is told $name: $want', async ({ caller, want }) => {
    const { sharing } = createService()
    const outcome = await sharing.listSharedWith('project-guest', caller).then(
      (found) => (found[0]?.memberId === 'project-guest' ? 'ok' : found),
      ({ code }) => code,
    )
    expect(outcome).toBe(want)
  })

  test('is told nobody else, however freely an operator lists members', async () => {
    const { sharing } = createService({ rules: { get_members: '' } })
    await expect(sharing.listSharedWith('project-guest', stranger)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is told nobody whom an operator does not let list members', async () => {
    const { sharing } = createService({ rules: { get_members: '!' } })
    await expect(sharing.listSharedWith('project-guest', guest)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
