import { randomUUID } from 'node:crypto'
import type { ApiKeyCatalog, NewApiKey } from '@vitrine/core'
import { BOB } from '../machine-image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'

export type ConnectApiKeys = () => Promise<{ readonly apiKeys: ApiKeyCatalog; close(): Promise<void> }>

/** More than any test inserts. */
export const MANY = 100

export function buildApiKey(overrides: Partial<NewApiKey> = {}): NewApiKey {
  return {
    user: BOB,
    name: 'laptop',
    description: 'Of the tests',
    publicKey: `public-${randomUUID()}`,
    secretKey: `secret-${randomUUID()}`,
    createdAt: at(0),
    ...overrides,
  }
}

export const insertApiKey = (apiKeys: ApiKeyCatalog, overrides?: Partial<NewApiKey>) =>
  apiKeys.insertApiKey(buildApiKey(overrides), MANY)
