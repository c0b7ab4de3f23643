import { describeAccounts } from '@vitrine/testkit'
import { describe } from 'vitest'
import { CACHE_LIFE_MS, connectLocal } from './connect-local.ts'

describe('accounts of local identity', () => {
  describeAccounts(async () => {
    const { identity, administration, createMember, pass, disconnect } = await connectLocal()
    return {
      identity,
      async createUser(roles, name) {
        const { user, project, password } = await createMember(...roles)
        const { id } = await administration.setUser(user.id, {
          ...(name !== undefined && { name }),
          ...(roles.length === 0 && { defaultProject: null }),
        })
        return { id, name: name ?? user.name, password, projectId: roles.length > 0 ? project.id : null }
      },
      disableUser: async (id) => void (await administration.setUser(id, { enabled: false })),
      disableProject: async (id) => void (await administration.setProject(id, { enabled: false })),
      letAnswersAge: () => pass(CACHE_LIFE_MS + 1),
      disconnect,
    }
  })
})
