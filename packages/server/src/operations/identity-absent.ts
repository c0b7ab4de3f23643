import type { OperationId, operations } from '@vitrine/api-types'
import { HttpError } from '../http/http-error.ts'

type IdentityOperationId = {
  [Id in OperationId]: (typeof operations)[Id]['tag'] extends 'Identity' ? Id : never
}[OperationId]

/** The Identity API where the built-in identity is not in use: paths that say so. */
export const absentIdentityOperations = {
  listIdentityVersions: refuse,
  showIdentityVersion: refuse,
  createToken: refuse,
  showToken: refuse,
  deleteToken: refuse,
  showServiceCatalog: refuse,
  listProjects: refuse,
  showProject: refuse,
  listTokenProjects: refuse,
  listUserProjects: refuse,
  listUsers: refuse,
  showUser: refuse,
  listDomains: refuse,
  showDomain: refuse,
} satisfies Record<IdentityOperationId, () => Promise<never>>

async function refuse(): Promise<never> {
  throw new HttpError(404, 'The built-in identity is not in use here: where tokens are needed, a 401 names another')
}
