import type { Login } from '../machine-images/appliance.ts'

/** Two texts that stand for a login: one names it, with the other requests are signed. */
export interface ApiKey {
  readonly id: number
  readonly user: Login
  readonly name: string
  readonly description: string | null
  readonly publicKey: string
  /** Signatures need it as it is: a secret. */
  readonly secretKey: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

export type NewApiKey = Omit<ApiKey, 'id' | 'updatedAt'>

/** Where API keys live. Ids count up, and are never used again; users are found by name, as in `MachineImageCatalog`. */
export interface ApiKeyCatalog {
  /**
   * Rejects with `quotaExceeded` when the user would have more than `limit`, however many come at once. What somebody
   * left who had the name before does not count.
   */
  insertApiKey(key: NewApiKey, limit: number): Promise<ApiKey>
  /** In the order of their ids. */
  listApiKeys(userName: string): Promise<ApiKey[]>
  findApiKey(publicKey: string): Promise<ApiKey | undefined>
  /** Undefined when the user has no such key. */
  updateApiKey(
    userName: string,
    id: number,
    changes: Pick<ApiKey, 'name' | 'description'>,
    at: Date,
  ): Promise<ApiKey | undefined>
  /** False when the user has no such key. */
  deleteApiKey(userName: string, id: number): Promise<boolean>
}
