import { describe } from 'vitest'
import { describeApplicationCredentials } from './identity-directory/application-credentials.ts'
import { describeBelongings } from './identity-directory/belongings.ts'
import type { ConnectDirectory } from './identity-directory/connect.ts'
import { describeNamedRecords } from './identity-directory/named-records.ts'
import { describeRevocations } from './identity-directory/revocations.ts'
import { describeRoleAssignments } from './identity-directory/role-assignments.ts'
import { describeSeed } from './identity-directory/seed.ts'
import { describeUpdates } from './identity-directory/updates.ts'

export type { ConnectDirectory } from './identity-directory/connect.ts'

/** Every promise of the port. `connect` opens an empty directory. */
export function describeIdentityDirectory(connect: ConnectDirectory): void {
  describe('seed', () => describeSeed(connect))
  describe('records', () => describeNamedRecords(connect))
  describe('updates', () => describeUpdates(connect))
  describe('role assignments', () => describeRoleAssignments(connect))
  describe('an application credential', () => describeApplicationCredentials(connect))
  describe('belongings', () => describeBelongings(connect))
  describe('revocations', () => describeRevocations(connect))
}
