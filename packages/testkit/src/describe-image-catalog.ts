import { describe } from 'vitest'
import { describeActivation } from './image-catalog/activation.ts'
import { describeAnyList } from './image-catalog/any-list.ts'
import type { ConnectCatalog } from './image-catalog/connect.ts'
import { describeDeletion } from './image-catalog/deletion.ts'
import { describeListConditions } from './image-catalog/list-conditions.ts'
import { describeListOrder } from './image-catalog/list-order.ts'
import { describeListScope } from './image-catalog/list-scope.ts'
import { describeMembers } from './image-catalog/members.ts'
import { describePlaces } from './image-catalog/places.ts'
import { describeProjectLimits } from './image-catalog/project-limits.ts'
import { describeRecords } from './image-catalog/records.ts'
import { describeTags } from './image-catalog/tags.ts'
import { describeUpdates } from './image-catalog/updates.ts'
import { describeUploads } from './image-catalog/uploads.ts'

export type { ConnectCatalog } from './image-catalog/connect.ts'

/** Every promise of the port. `connect` opens an empty catalogue. */
export function describeImageCatalog(connect: ConnectCatalog): void {
  describe('insert and find', () => describeRecords(connect))
  describe('update', () => describeUpdates(connect))
  describe('delete', () => describeDeletion(connect))
  describe('tags', () => describeTags(connect))
  describe('activation', () => describeActivation(connect))
  describe('uploads', () => describeUploads(connect))
  describe('places', () => describePlaces(connect))
  describe('project limits', () => describeProjectLimits(connect))
  describe('members', () => describeMembers(connect))
  describe('list scope', () => describeListScope(connect))
  describe('list conditions', () => describeListConditions(connect))
  describe('list order', () => describeListOrder(connect))
  describe('any list', () => describeAnyList(connect))
}
