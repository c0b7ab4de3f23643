import { describe } from 'vitest'
import { describeActivation } from './image-catalog/activation.ts'
import { describeAnyList } from './image-catalog/any-list.ts'
import type { ConnectCatalog } from './image-catalog/connect.ts'
import { describeDeletion } from './image-catalog/deletion.ts'
import { describeForgetting } from './image-catalog/forgetting.ts'
import { describeListConditions } from './image-catalog/list-conditions.ts'
import { describeListDeleted } from './image-catalog/list-deleted.ts'
import { describeListKilled } from './image-catalog/list-killed.ts'
import { describeListOrder } from './image-catalog/list-order.ts'
import { describeListScope } from './image-catalog/list-scope.ts'
import { describeMembers } from './image-catalog/members.ts'
import { describeMemberships } from './image-catalog/memberships.ts'
import { describePlaces } from './image-catalog/places.ts'
import { describeProjectLimits } from './image-catalog/project-limits.ts'
import { describePutMembers } from './image-catalog/put-members.ts'
import { describeRecords } from './image-catalog/records.ts'
import { describeReplaceMembers } from './image-catalog/replace-members.ts'
import { describeTags } from './image-catalog/tags.ts'
import { describeUpdates } from './image-catalog/updates.ts'
import { describeUploads } from './image-catalog/uploads.ts'

export type { ConnectCatalog } from './image-catalog/connect.ts'

/** Every promise of the port. `connect` opens an empty catalogue. */
export function describeImageCatalog(connect: ConnectCatalog): void {
  describe('insert and find', () => describeRecords(connect))
  describe('update', () => describeUpdates(connect))
  describe('delete', () => describeDeletion(connect))
  describe('what is forgotten', () => describeForgetting(connect))
  describe('tags', () => describeTags(connect))
  describe('activation', () => describeActivation(connect))
  describe('uploads', () => describeUploads(connect))
  describe('places', () => describePlaces(connect))
  describe('project limits', () => describeProjectLimits(connect))
  describe('members', () => describeMembers(connect))
  describe('members that are put', () => describePutMembers(connect))
  describe('members that are replaced', () => describeReplaceMembers(connect))
  describe('memberships', () => describeMemberships(connect))
  describe('list scope', () => describeListScope(connect))
  describe('list conditions', () => describeListConditions(connect))
  describe('list order', () => describeListOrder(connect))
  describe('list of deleted images', () => describeListDeleted(connect))
  describe('list of killed images', () => describeListKilled(connect))
  describe('any list', () => describeAnyList(connect))
}
