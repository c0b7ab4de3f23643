import { describe, expect, test } from 'vitest'
import { type ConnectIdentity, LONG_AND_WRONG, useIdentity } from './identity/connect.ts'
import { describeRecognition } from './identity/recognition.ts'
import { describeRefusals } from './identity/refusals.ts'
import { describeServiceTokens } from './identity/service-tokens.ts'
import { describeValidTokens } from './identity/valid-tokens.ts'

export type { ConnectedIdentity, ConnectIdentity, GivenToken } from './identity/connect.ts'

export interface IdentityTraits {
  /** Takes everyone for one caller, and looks at no token. */
  readonly isOpen?: boolean
}

/** Every promise of the port. `connect` brings an identity that has not seen a token yet. */
export function describeIdentity(connect: ConnectIdentity, { isOpen = false }: IdentityTraits = {}): void {
  if (isOpen) describeOpenIdentity(connect)
  else describeTokens(connect)
}

function describeOpenIdentity(connect: ConnectIdentity): void {
  const context = useIdentity(connect)
  test.for([undefined, 'anything', '€', LONG_AND_WRONG])('takes who comes with %.12s for everyone', async (token) => {
    const everyone = await context.authenticate({})
    expect(await context.authenticate({ token, serviceToken: token })).toStrictEqual(everyone)
    expect(context.recognise({ token, serviceToken: token })).toStrictEqual(everyone)
  })
}

function describeTokens(connect: ConnectIdentity): void {
  describe('a valid token', () => describeValidTokens(connect))
  describe('refuses', () => describeRefusals(connect))
  describe('a service token', () => describeServiceTokens(connect))
  describe('recognition', () => describeRecognition(connect))

  const context = useIdentity(connect)
  test('the challenge tells where to log in', () => {
    const challenge = context.connected.identity.challenge('http://images.example:9292')
    expect(challenge).toMatch(/^Keystone uri="https?:\/\/[^"\s]+"$/)
  })
}
