import { describe, expect, test } from 'vitest'
import { aCaller, admin } from '../../test/builders.ts'
import { VISIBILITIES, type Visibility } from './image.ts'
import { assertMayPublish, listScope } from './visibility.ts'

const member = aCaller()
const own = (visibility: Visibility) => ({ visibility, owner: 'project-a' })

describe('publishing', () => {
  test.for([
    { name: 'a member creates a private image', caller: member, next: own('private') },
    { name: 'a member creates a shared image', caller: member, next: own('shared') },
    { name: 'a member creates a community image', caller: member, next: own('community') },
    { name: 'a member makes an image community', caller: member, next: own('community'), before: own('private') },
    {
      name: 'a member takes an image back from the public',
      caller: member,
      next: own('private'),
      before: own('public'),
    },
    {
      name: 'a member changes something else of a public image',
      caller: member,
      next: own('public'),
      before: own('public'),
    },
    { name: 'an administrator creates a public image', caller: admin, next: own('public') },
    { name: 'an administrator makes an image public', caller: admin, next: own('public'), before: own('shared') },
    { name: 'an administrator creates for another project', caller: admin, next: own('shared') },
    { name: 'an administrator creates for nobody', caller: admin, next: { visibility: 'shared', owner: null } },
    {
      name: 'an administrator gives an image away',
      caller: admin,
      next: { visibility: 'shared', owner: 'project-b' },
      before: own('shared'),
    },
  ] as const)('is allowed: $name', ({ caller, next, ...rest }) => {
    expect(() => assertMayPublish(caller, next, 'before' in rest ? rest.before : undefined)).not.toThrow()
  })

  test.for([
    { name: 'a member creates a public image', next: own('public'), message: 'public' },
    { name: 'a member makes an image public', next: own('public'), before: own('shared'), message: 'public' },
    { name: 'a member creates for another project', next: { ...own('shared'), owner: 'project-b' }, message: 'owner' },
    { name: 'a member creates for nobody', next: { ...own('shared'), owner: null }, message: 'owner' },
    {
      name: 'a member gives an image away',
      next: { ...own('shared'), owner: 'project-b' },
      before: own('shared'),
      message: 'owner',
    },
    {
      name: 'a member disowns an image',
      next: { ...own('shared'), owner: null },
      before: own('shared'),
      message: 'owner',
    },
  ])('is forbidden: $name', ({ next, before, message }) => {
    expect(() => assertMayPublish(member, next, before)).toThrow(
      expect.objectContaining({ code: 'forbidden', message: expect.stringContaining(message) }),
    )
  })
})

describe('the scope of a list', () => {
  test.for([
    { asked: undefined, othersCommunity: false, visibilities: VISIBILITIES },
    { asked: 'all', othersCommunity: true, visibilities: VISIBILITIES },
    { asked: 'community', othersCommunity: true, visibilities: ['community'] },
    { asked: 'public', othersCommunity: false, visibilities: ['public'] },
    { asked: 'private', othersCommunity: false, visibilities: ['private'] },
    { asked: 'shared', othersCommunity: false, visibilities: ['shared'] },
  ] as const)('for a member who asks for $asked', ({ asked, ...want }) => {
    expect(listScope(member, asked)).toStrictEqual({ projectId: 'project-a', everyone: false, ...want })
  })

  test('holds every project for an administrator', () => {
    expect(listScope(admin, undefined)).toMatchObject({ everyone: true, othersCommunity: false })
  })
})
