import { describe } from 'vitest'
import type { ConnectApiKeys } from './api-key-catalog/connect.ts'
import { describeApiKeyLimit } from './api-key-catalog/limit.ts'
import { describeApiKeyRecords } from './api-key-catalog/records.ts'

export type { ConnectApiKeys } from './api-key-catalog/connect.ts'

/** Every promise of the port. `connect` opens an empty catalogue. */
export function describeApiKeyCatalog(connect: ConnectApiKeys): void {
  describe('records of API keys', () => describeApiKeyRecords(connect))
  describe('limit of API keys', () => describeApiKeyLimit(connect))
}
