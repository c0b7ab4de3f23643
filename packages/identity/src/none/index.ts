import type { Caller, Identity } from '@vitrine/core'

const EVERYONE: Caller = { userId: null, projectId: null, roles: ['admin'], isAdmin: true }

/** No identity at all: every caller is the administrator, of no project. For labs, on addresses nobody else reaches. */
export function createNoIdentity(): Identity {
  return {
    challenge: 'Keystone uri="none"',
    authenticate: async () => EVERYONE,
  }
}
