import { randomUUID } from 'node:crypto'
import { ANONYMOUS, type Claim, type Task, type TaskCatalog, type TaskOutcome } from '@vitrine/core'
import { afterEach, beforeEach } from 'vitest'

export type ConnectTasks = () => Promise<{ readonly tasks: TaskCatalog; close(): Promise<void> }>

/** A fresh catalogue for each test. */
export function useTasks(connect: ConnectTasks): { readonly tasks: TaskCatalog } {
  let connected: Awaited<ReturnType<ConnectTasks>>
  beforeEach(async () => {
    connected = await connect()
  })
  afterEach(() => connected.close())
  return {
    get tasks() {
      return connected.tasks
    },
  }
}

/** A moment, in seconds after a task was created. */
export const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678) + seconds * 1000)

export function buildTask(overrides: Partial<Task> = {}): Task {
  return {
    id: randomUUID(),
    type: 'import',
    status: 'pending',
    owner: 'project-1',
    userId: 'user-1',
    requestId: 'req-1',
    imageId: null,
    input: {
      import_from: 'https://images.example/debian.raw?key=1',
      image_properties: { name: 'Debian 🐧', tags: [] },
    },
    result: null,
    message: '',
    createdAt: at(0),
    updatedAt: at(0),
    expiresAt: null,
    caller: { ...ANONYMOUS, userId: 'user-1', projectId: 'project-1', roles: ['admin', 'member'] },
    ...overrides,
  }
}

export const claimBy = (holder: string, seconds: number): Claim => ({ holder, until: at(seconds) })

export function buildOutcome(overrides: Partial<TaskOutcome> = {}): TaskOutcome {
  return {
    status: 'success',
    input: { import_from: 'https://images.example/debian.raw?***' },
    result: { image_id: '7b97f37c-899d-44e8-aaa0-543edbc4eaad' },
    message: '',
    expiresAt: at(1000),
    ...overrides,
  }
}

export async function insertTask(tasks: TaskCatalog, overrides: Partial<Task> = {}): Promise<Task> {
  const task = buildTask(overrides)
  await tasks.insert(task)
  return task
}
