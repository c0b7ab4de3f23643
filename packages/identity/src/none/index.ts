import { ANONYMOUS, type Caller, type Identity } from '@vitrine/core'

const EVERYONE: Caller = { ...ANONYMOUS, roles: ['admin', 'member', 'reader'] }

/** No identity at all: every caller is the administrator, of no project. For labs, on addresses nobody else reaches. */
export function createNoIdentity(): Identity {
  return {
    challenge: () => 'Keystone uri="none"',
    recognise: () => EVERYONE,
    seemsGood: async () => true,
    authenticate: async () => EVERYONE,
    close: async () => undefined,
  }
}
