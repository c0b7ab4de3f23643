import { openapiDocument, type UForgeApiKeyPair, type UForgeUser } from '@vitrine/api-types'
import { createXmlCodec } from '@vitrine/uforge-xml'
import { describe, expect, test } from 'vitest'
import { toApiKeyLabel, toApiKeyPair } from './api-key.ts'
import { toUser } from './user.ts'

const codec = createXmlCodec<{ UForgeUser: UForgeUser; UForgeApiKeyPair: UForgeApiKeyPair }>(openapiDocument)
const entitlements = ['image_generate', 'appliance_create']

describe('a user', () => {
  test('has what the command-line client reads, and where everything is', () => {
    const user = toUser({ name: 'john', isAdmin: false, entitlements, apiKeysQuota: 2 })
    expect(user).toMatchObject({
      created: expect.stringMatching(/Z$/),
      loginName: 'john',
      active: true,
      admin: false,
      apiKeysQuota: 2,
      uri: 'users/john',
      baseAppliancesUri: 'users/john/appliances',
      baseImagesUri: 'users/john/images',
    })
    expect(codec.toXml('UForgeUser', user)).toContain(
      '<entitlement><name>image_generate</name></entitlement><entitlement><name>appliance_create</name></entitlement>',
    )
  })

  test('has a role even where it gives no right', () => {
    const { roles } = toUser({ name: 'john', isAdmin: true, entitlements: [], apiKeysQuota: 2 })
    expect(roles?.role).toStrictEqual([{ name: expect.any(String), entitlements: { entitlement: [] } }])
  })
})

describe('a pair of API keys', () => {
  const key = {
    id: 3,
    user: { id: 'user-1', name: 'john' },
    name: 'laptop',
    description: null,
    publicKey: 'PUB',
    secretKey: 'SECRET',
    createdAt: new Date('2026-03-01T09:30:00Z'),
    updatedAt: new Date('2026-03-01T09:35:00Z'),
  }

  test('has its keys, and where it is', () => {
    const pair = toApiKeyPair(key)
    expect(pair).toMatchObject({ dbId: 3, publicKey: 'PUB', secretKey: 'SECRET', uri: 'users/john/apikeys/3' })
    expect(pair).not.toHaveProperty('description')
    expect(codec.toXml('UForgeApiKeyPair', pair)).toContain('<secretKey>SECRET</secretKey>')
  })

  test('need not be called anything', () => {
    expect(toApiKeyLabel(undefined)).toStrictEqual({ name: '', description: null })
    expect(toApiKeyLabel({ name: 'laptop', description: 'mine' })).toStrictEqual({
      name: 'laptop',
      description: 'mine',
    })
  })
})
