import { ANONYMOUS, createPolicy } from '@vitrine/core'
import { describe, expect, test } from 'vitest'
import { entitlementsOf } from './entitlements.ts'

const MAKERS = ['api_key_access', 'appliance_create', 'image_generate']

describe('the entitlements', () => {
  test.each([
    { roles: ['admin', 'member', 'reader'], projectId: 'lab', want: [...MAKERS, 'supervisor_access'] },
    { roles: ['admin', 'member', 'reader'], projectId: null, want: [...MAKERS, 'supervisor_access'] },
    { roles: ['member', 'reader'], projectId: 'lab', want: MAKERS },
    { roles: ['reader'], projectId: 'lab', want: [] },
    { roles: [], projectId: null, want: [] },
  ])('of $roles in $projectId are $want', ({ roles, projectId, want }) => {
    expect(entitlementsOf(createPolicy(), { ...ANONYMOUS, roles, projectId })).toStrictEqual(want)
  })

  test('follow the policy of the operator', () => {
    const policy = createPolicy({ add_image: 'role:designer', context_is_admin: 'role:boss' })
    const of = (role: string) => entitlementsOf(policy, { ...ANONYMOUS, roles: [role], projectId: 'lab' })
    expect([of('designer'), of('boss'), of('member')]).toStrictEqual([MAKERS, ['supervisor_access'], []])
  })
})
