import { describe, expect, it } from 'vitest'
import { createNoIdentity } from './index.ts'

describe('no identity', () => {
  it.each([{ token: undefined }, { token: 'anything' }])(
    'takes the caller with $token for the administrator',
    async (credentials) => {
      await expect(createNoIdentity().authenticate(credentials)).resolves.toMatchObject({
        isAdmin: true,
        projectId: null,
      })
    },
  )
})
