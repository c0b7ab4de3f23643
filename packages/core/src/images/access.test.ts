import { describe, expect, test } from 'vitest'
import { aCaller, admin, aMember, anImage, stranger, stub } from '../../test/builders.ts'
import { createPolicy, type Policy } from '../policy/policy.ts'
import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { createImageAccess, imageTarget, owns } from './access.ts'
import type { Image, Visibility } from './image.ts'
import { MEMBER_STATUSES, type MemberStatus } from './image-member.ts'

const { id } = anImage()
const owner = aCaller()
const reader = aCaller({ roles: ['reader'] })
const guest = aCaller({ projectId: 'project-guest' })
const unscoped = aCaller({ projectId: null, roles: [] })
const problem = (code: string) => expect.objectContaining({ code })

/** Access to a catalogue of one image; when that is shared, project-guest is a member of it. */
function accessTo(
  image: Image | undefined,
  {
    policy = createPolicy(),
    status = 'pending',
    deleted,
  }: { policy?: Policy; status?: MemberStatus; deleted?: Image } = {},
) {
  const catalog = stub<ImageCatalog>({
    find: async () => image,
    findDeleted: async () => deleted,
    ...(image?.visibility === 'shared' && {
      findMember: async (_, memberId) => (memberId === 'project-guest' ? aMember(memberId, { status }) : undefined),
    }),
  })
  return createImageAccess({ catalog, policy })
}

describe('owning an image', () => {
  test.for([
    { name: 'the same project', caller: owner, image: { owner: 'project-a' }, want: true },
    { name: 'another project', caller: stranger, image: { owner: 'project-a' }, want: false },
    { name: 'an administrator of another project', caller: admin, image: { owner: 'project-a' }, want: false },
    { name: 'no project and no owner', caller: unscoped, image: { owner: null }, want: false },
  ])('takes the same project: $name', ({ caller, image, want }) => {
    expect(owns(caller, image)).toBe(want)
  })
})

describe('an image is seen', () => {
  const CALLERS = {
    owner,
    reader,
    guest,
    stranger,
    admin,
    withoutRole: aCaller({ roles: [] }),
    ofOtherRole: aCaller({ roles: ['auditor'] }),
    unscoped,
    unscopedReader: aCaller({ projectId: null, roles: ['reader'] }),
    domainAdmin: { ...admin, projectId: null, domainId: 'default' },
    systemAdmin: { ...admin, projectId: null, isSystem: true },
  }
  const everyone = ['owner', 'reader', 'guest', 'stranger', 'admin', 'unscopedReader']

  test.for<{ visibility: Visibility; owner: string | null; want: string[] }>([
    { visibility: 'private', owner: 'project-a', want: ['owner', 'reader', 'admin'] },
    { visibility: 'shared', owner: 'project-a', want: ['owner', 'reader', 'guest', 'admin'] },
    { visibility: 'community', owner: 'project-a', want: everyone },
    { visibility: 'public', owner: 'project-a', want: everyone },
    { visibility: 'private', owner: null, want: ['admin'] },
    { visibility: 'shared', owner: null, want: ['guest', 'admin'] },
    { visibility: 'community', owner: null, want: everyone },
    { visibility: 'public', owner: null, want: everyone },
  ])('by $want when it is $visibility of $owner (S18)', async ({ want, ...image }) => {
    const access = accessTo(anImage(image))
    const seen = await Promise.all(
      Object.entries(CALLERS).map(async ([name, caller]) => ((await access.see(id, caller)) ? [name] : [])),
    )
    expect(seen.flat()).toStrictEqual(want)
  })

  test.for(MEMBER_STATUSES)('by those it is shared with, also when the sharing is %s', async (status) => {
    expect(await accessTo(anImage(), { status }).show(id, guest)).toStrictEqual(anImage())
  })

  test('by fewer when the rule says so, and never by more', async () => {
    const ownOnly = createPolicy({ get_image: 'project_id:%(owner)s' })
    const everything = createPolicy({ get_image: '@' })
    const of = (visibility: Visibility, policy: Policy) =>
      accessTo(anImage({ visibility }), { policy }).see(id, stranger)
    expect(await of('public', createPolicy())).toBeDefined()
    expect(await of('public', ownOnly)).toBeUndefined()
    expect(await of('private', everything)).toBeUndefined()
    expect(await of('shared', everything)).toBeUndefined()
  })

  test('as a whole by whom the rule calls administrator', async () => {
    const access = accessTo(anImage({ visibility: 'private' }), {
      policy: createPolicy({ context_is_admin: 'role:boss' }),
    })
    expect(await access.see(id, aCaller({ projectId: 'project-b', roles: ['boss'] }))).toBeDefined()
    expect(await access.see(id, admin)).toBeUndefined()
  })
})

describe('a deleted image', () => {
  const leftOf = (visibility: Visibility) =>
    accessTo(undefined, { deleted: anImage({ visibility, status: 'deleted', deletedAt: new Date() }) })
  const CALLERS = { owner, reader, guest, stranger, admin, unscoped }

  test.for<{ visibility: Visibility; want: string[] }>([
    { visibility: 'private', want: ['owner', 'reader', 'admin'] },
    { visibility: 'shared', want: ['owner', 'reader', 'admin'] },
    { visibility: 'community', want: ['owner', 'reader', 'guest', 'stranger', 'admin'] },
    { visibility: 'public', want: ['owner', 'reader', 'guest', 'stranger', 'admin'] },
  ])('that was $visibility can be in the list of $want', async ({ visibility, want }) => {
    const seen = await Promise.all(
      Object.entries(CALLERS).map(async ([name, caller]) =>
        (await leftOf(visibility).seeDeleted(id, caller)) ? [name] : [],
      ),
    )
    expect(seen.flat()).toStrictEqual(want)
  })

  test('is looked back at by administrators alone; to everybody else it is missing', async () => {
    const access = leftOf('public')
    expect(await access.lookBack(id, admin)).toMatchObject({ status: 'deleted' })
    for (const caller of [owner, stranger]) {
      await expect(access.lookBack(id, caller)).rejects.toEqual(problem('imageNotFound'))
    }
    await expect(access.show(id, admin)).rejects.toEqual(problem('imageNotFound'))
  })

  test('is not what is looked at while there is one', async () => {
    const access = accessTo(anImage({ visibility: 'public' }))
    expect(await access.lookBack(id, admin)).toStrictEqual(await access.lookBack(id, stranger))
    await expect(accessTo(undefined).lookBack(id, admin)).rejects.toEqual(problem('imageNotFound'))
  })
})

describe('an image of a list', () => {
  test.for<{ name: string; caller: Caller; image: Image }>([
    { name: 'its owner', caller: owner, image: anImage({ visibility: 'private' }) },
    { name: 'those it is shared with', caller: guest, image: anImage() },
    { name: 'everyone, when it is public', caller: stranger, image: anImage({ visibility: 'public' }) },
    { name: 'administrators', caller: admin, image: anImage({ visibility: 'private' }) },
  ])('is for $name', ({ caller, image }) => {
    expect(accessTo(image).allows('get_image', image, caller)).toBe(true)
  })

  test('is left out when the rule hides it', () => {
    const sharedOnly = accessTo(undefined, { policy: createPolicy({ get_image: 'project_id:%(member_id)s' }) })
    const listed = (caller: Caller, visibility: Visibility) =>
      sharedOnly.allows('get_image', anImage({ visibility }), caller)
    expect(listed(guest, 'shared')).toBe(true)
    expect(listed(guest, 'public')).toBe(false)
    expect(listed(owner, 'shared')).toBe(false)
    expect(listed(admin, 'shared')).toBe(false)
  })
})

describe('doing something to an image', () => {
  const visible = anImage({ visibility: 'public' })
  const hidden = anImage({ visibility: 'private' })

  test.for<{ name: string; caller: Caller; image: Image | undefined; rule: RuleName; want: string }>([
    { name: 'does not exist', caller: admin, image: undefined, rule: 'delete_image', want: 'imageNotFound' },
    { name: 'is invisible', caller: stranger, image: hidden, rule: 'delete_image', want: 'imageNotFound' },
    { name: 'is invisible, whatever', caller: stranger, image: hidden, rule: 'get_images', want: 'imageNotFound' },
    { name: 'is seen without a role', caller: unscoped, image: visible, rule: 'delete_image', want: 'imageNotFound' },
    { name: 'is of another project', caller: stranger, image: visible, rule: 'delete_image', want: 'forbidden' },
    { name: 'is shared, not owned', caller: guest, image: anImage(), rule: 'modify_image', want: 'forbidden' },
    { name: 'is owned, by readers', caller: reader, image: hidden, rule: 'upload_image', want: 'forbidden' },
    { name: 'is owned, by readers', caller: reader, image: hidden, rule: 'download_image', want: 'forbidden' },
    { name: "is nobody's", caller: owner, image: { ...visible, owner: null }, rule: 'modify_image', want: 'forbidden' },
    { name: 'may be owned only', caller: owner, image: visible, rule: 'publicize_image', want: 'forbidden' },
  ])('that $name is $want ($rule)', async ({ caller, image, rule, want }) => {
    await expect(accessTo(image).admit(id, caller, rule)).rejects.toEqual(problem(want))
  })

  test.for<{ name: string; caller: Caller; image: Image; rule: RuleName }>([
    { name: 'its members', caller: owner, image: hidden, rule: 'modify_image' },
    { name: 'its readers', caller: reader, image: hidden, rule: 'get_members' },
    { name: 'administrators', caller: admin, image: { ...hidden, owner: null }, rule: 'delete_image' },
    { name: 'those who see it', caller: stranger, image: visible, rule: 'download_image' },
    { name: 'those it is shared with', caller: guest, image: anImage(), rule: 'download_image' },
    { name: 'those it is shared with', caller: guest, image: anImage(), rule: 'modify_member' },
  ])('is allowed to $name ($rule)', async ({ caller, image, rule }) => {
    expect(await accessTo(image).admit(id, caller, rule)).toBe(image)
  })

  test('that is invisible is told in the words for one that does not exist', async () => {
    const missing = { code: 'imageNotFound', message: `No image with id '${id}'` }
    for (const image of [hidden, undefined]) {
      const access = accessTo(image)
      await expect(access.show(id, stranger)).rejects.toMatchObject(missing)
      await expect(access.admit(id, stranger, 'delete_image')).rejects.toMatchObject(missing)
      expect(await access.see(id, stranger)).toBeUndefined()
    }
  })
})

describe('the target of rules', () => {
  test('has the attributes by the names of the API, and custom properties', () => {
    const image = anImage({ properties: { os_distro: 'debian' }, hidden: true, minRam: 64 })
    expect(imageTarget(image, 'project-guest')).toMatchObject({
      id,
      owner: 'project-a',
      project_id: 'project-a',
      member_id: 'project-guest',
      visibility: 'shared',
      os_hidden: true,
      disk_format: 'raw',
      min_ram: 64,
      os_distro: 'debian',
    })
  })

  test('lets no custom property speak for what the server knows', () => {
    const names = Object.keys(imageTarget(anImage(), 'project-guest'))
    const properties = Object.fromEntries(names.map((name) => [name, 'forged']))
    expect(Object.values(imageTarget(anImage({ properties })))).not.toContain('forged')
  })
})
