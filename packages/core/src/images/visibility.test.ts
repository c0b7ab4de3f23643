import { describe, expect, test } from 'vitest'
import { aCaller, admin, anImage } from '../../test/builders.ts'
import { createPolicy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import { type ImageAttributes, VISIBILITIES, type Visibility } from './image.ts'
import { assertMayCreate, assertMayPublish, listScope } from './visibility.ts'

const policy = createPolicy()
const member = aCaller()
const own = (visibility: Visibility) => anImage({ visibility })
const ofOwner = (owner: string | null) => anImage({ owner })

/** What a service asks before it stores an image: of a new one, or of one that was `before`. */
function assertMayStore(caller: Caller, next: ImageAttributes & { id: string }, before?: ImageAttributes): void {
  if (before) assertMayPublish(policy, caller, next, before)
  else assertMayCreate(policy, caller, next)
}

interface Storing {
  readonly name: string
  readonly caller: Caller
  readonly next: ImageAttributes & { id: string }
  readonly before?: ImageAttributes
}

describe('visibility and owner', () => {
  test.for<Storing>([
    { name: 'a member creates a private image', caller: member, next: own('private') },
    { name: 'a member creates a shared image', caller: member, next: own('shared') },
    { name: 'a member creates a community image', caller: member, next: own('community') },
    { name: 'a member makes an image community', caller: member, next: own('community'), before: own('private') },
    { name: 'a member takes an image back', caller: member, next: own('private'), before: own('public') },
    { name: 'a member changes something public', caller: member, next: own('public'), before: own('public') },
    { name: 'an administrator creates a public image', caller: admin, next: own('public') },
    { name: 'an administrator makes an image public', caller: admin, next: own('public'), before: own('shared') },
    { name: 'an administrator creates for another project', caller: admin, next: own('shared') },
    { name: 'an administrator creates for nobody', caller: admin, next: ofOwner(null) },
    { name: 'an administrator gives an image away', caller: admin, next: ofOwner('project-b'), before: own('shared') },
  ])('are allowed: $name', ({ caller, next, before }) => {
    expect(() => assertMayStore(caller, next, before)).not.toThrow()
  })

  const reader = aCaller({ roles: ['reader'] })
  const unscoped = aCaller({ projectId: null, roles: [] })
  const domainAdmin: Caller = { ...admin, projectId: null, domainId: 'default' }
  const systemAdmin: Caller = { ...admin, projectId: null, isSystem: true }

  test.for<Storing & { message: string }>([
    { name: 'a member creates a public image', caller: member, next: own('public'), message: `'publicize_image'` },
    {
      name: 'a member makes an image public',
      caller: member,
      next: own('public'),
      before: own('shared'),
      message: `'publicize_image'`,
    },
    { name: 'a member creates for another project', caller: member, next: ofOwner('project-b'), message: `'owner'` },
    { name: 'a member creates for nobody', caller: member, next: ofOwner(null), message: `'owner'` },
    {
      name: 'a member gives an image away',
      caller: member,
      next: ofOwner('project-b'),
      before: own('shared'),
      message: `'owner'`,
    },
    {
      name: 'a member disowns an image',
      caller: member,
      next: ofOwner(null),
      before: own('shared'),
      message: `'owner'`,
    },
    { name: 'a reader creates an image', caller: reader, next: own('private'), message: `'add_image'` },
    { name: 'a token without project creates', caller: unscoped, next: ofOwner(null), message: `'add_image'` },
    { name: 'a token for a domain creates', caller: domainAdmin, next: ofOwner(null), message: 'token for a project' },
    {
      name: 'a token for everything creates',
      caller: systemAdmin,
      next: ofOwner(null),
      message: 'token for a project',
    },
  ])('are forbidden: $name', ({ caller, next, before, message }) => {
    expect(() => assertMayStore(caller, next, before)).toThrow(
      expect.objectContaining({ code: 'forbidden', message: expect.stringContaining(message) }),
    )
  })

  test('follow the rules of an operator', () => {
    const theirs = createPolicy({ publicize_image: 'role:curator', communitize_image: '!' })
    const curator = aCaller({ roles: ['member', 'curator'] })
    expect(() => assertMayPublish(theirs, curator, own('public'), own('private'))).not.toThrow()
    expect(() => assertMayCreate(theirs, curator, own('public'))).not.toThrow()
    expect(() => assertMayPublish(theirs, admin, own('public'), own('private'))).toThrow(`'publicize_image'`)
    expect(() => assertMayCreate(theirs, member, own('community'))).toThrow(`'communitize_image'`)
  })
})

describe('the scope of a list', () => {
  test.for([
    { asked: undefined, othersCommunity: false, visibilities: VISIBILITIES },
    { asked: VISIBILITIES, othersCommunity: true, visibilities: VISIBILITIES },
    { asked: ['community'], othersCommunity: true, visibilities: ['community'] },
    { asked: ['public', 'private'], othersCommunity: false, visibilities: ['public', 'private'] },
  ] as const)('for a member who asks for $asked', ({ asked, ...want }) => {
    expect(listScope(policy, member, { visibilities: asked })).toStrictEqual({
      projectId: 'project-a',
      everyone: false,
      memberStatuses: ['accepted'],
      ...want,
    })
  })

  test.for([
    { asked: 'pending', want: ['pending'] },
    { asked: 'all', want: ['pending', 'accepted', 'rejected'] },
  ] as const)('has what is shared with the project as asked: $asked', ({ asked, want }) => {
    expect(listScope(policy, member, { memberStatus: asked })).toMatchObject({ memberStatuses: want })
  })

  test('holds every project for an administrator', () => {
    expect(listScope(policy, admin, {})).toMatchObject({ everyone: true, othersCommunity: false })
  })

  test('holds what anybody else in the project would get, for an administrator who asks for that', () => {
    expect(listScope(policy, admin, { asAnybody: true })).toMatchObject({ projectId: 'project-root', everyone: false })
  })

  test('holds every project all the same for an administrator without one', () => {
    const nobodys: Caller = { ...admin, projectId: null }
    expect(listScope(policy, nobodys, { asAnybody: true })).toMatchObject({ everyone: true })
  })
})
