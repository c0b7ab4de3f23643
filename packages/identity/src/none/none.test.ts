import { describeIdentity } from '@vitrine/testkit'
import { describe, expect, it } from 'vitest'
import { createNoIdentity } from './index.ts'

describe('no identity', () => {
  describeIdentity(async () => ({ ...WITHOUT_TOKENS, identity: createNoIdentity() }), { isOpen: true })

  it('takes everyone for the administrator, of no project', async () => {
    const caller = await createNoIdentity().authenticate({ token: undefined, serviceToken: undefined })
    expect(caller).toMatchObject({ roles: expect.arrayContaining(['admin']), projectId: null, expiresAt: null })
  })

  it('finds whoever is named, as the administrator', async () => {
    const identity = createNoIdentity()
    const { token, login } = await identity.logInByPassword('ann', 'anything')
    const caller = await identity.authenticate({ token, serviceToken: undefined })
    expect(login).toStrictEqual({ id: 'ann', name: 'ann' })
    for (const by of [{ id: 'ann' }, { name: 'ann' }]) {
      expect(await identity.findAccount(by)).toStrictEqual({ login, caller })
    }
  })
})

const WITHOUT_TOKENS = {
  issueToken: async () => ({ token: 'anything', userId: '', projectId: null }),
  revokeToken: async () => undefined,
  letAnswersAge: () => undefined,
  letTokensExpire: () => undefined,
  disconnect: async () => undefined,
}
