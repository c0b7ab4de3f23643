import { describeIdentity } from '@vitrine/testkit'
import { describe, expect, it } from 'vitest'
import { createNoIdentity } from './index.ts'

describe('no identity', () => {
  describeIdentity(async () => ({ ...WITHOUT_TOKENS, identity: createNoIdentity() }), { isOpen: true })

  it('takes everyone for the administrator, of no project', async () => {
    const caller = await createNoIdentity().authenticate({ token: undefined, serviceToken: undefined })
    expect(caller).toMatchObject({ roles: expect.arrayContaining(['admin']), projectId: null, expiresAt: null })
  })
})

const WITHOUT_TOKENS = {
  issueToken: async () => ({ token: 'anything', userId: '', projectId: null }),
  revokeToken: async () => undefined,
  letAnswersAge: () => undefined,
  letTokensExpire: () => undefined,
  disconnect: async () => undefined,
}
