import { describe } from 'vitest'
import { describeTaskClaims } from './task-catalog/claims.ts'
import type { ConnectTasks } from './task-catalog/connect.ts'
import { describeTaskList } from './task-catalog/list.ts'
import { describeTaskRecords } from './task-catalog/records.ts'

export type { ConnectTasks } from './task-catalog/connect.ts'

/** Every promise of the port. `connect` opens an empty catalogue. */
export function describeTaskCatalog(connect: ConnectTasks): void {
  describe('records of tasks', () => describeTaskRecords(connect))
  describe('claims', () => describeTaskClaims(connect))
  describe('list of tasks', () => describeTaskList(connect))
}
