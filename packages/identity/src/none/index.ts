import { type Accounts, ANONYMOUS, type Caller, type Identity } from '@vitrine/core'

const EVERYONE: Caller = { ...ANONYMOUS, roles: ['admin', 'member', 'reader'] }

const loginOf = (name: string) => ({ id: name, name })

/** No identity at all: every caller is the administrator, of no project. For labs, on addresses nobody else reaches. */
export function createNoIdentity(): Identity & Accounts {
  return {
    challenge: () => 'Keystone uri="none"',
    recognise: () => EVERYONE,
    seemsGood: async () => true,
    authenticate: async () => EVERYONE,
    close: async () => undefined,
    logInByPassword: async (name) => ({ token: 'none', login: loginOf(name) }),
    findAccount: async (by) => ({ login: loginOf('name' in by ? by.name : by.id), caller: EVERYONE }),
  }
}
