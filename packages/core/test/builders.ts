import {
  ANONYMOUS,
  type Caller,
  createStores,
  type Image,
  type ImageMember,
  type ImageStore,
  type ProjectLimits,
  type Task,
} from '../src/index.ts'

/** A member of project-a, unless told otherwise. */
export function aCaller(changes: Partial<Caller> = {}): Caller {
  return { ...ANONYMOUS, userId: 'user-a', projectId: 'project-a', roles: ['member', 'reader'], ...changes }
}

export const stranger = aCaller({ userId: 'user-b', projectId: 'project-b' })
export const admin = aCaller({ userId: 'root', projectId: 'project-root', roles: ['admin', 'member', 'reader'] })

/** A queued image of project-a that is ready for its data, unless told otherwise. */
export function anImage(changes: Partial<Image> = {}): Image {
  return {
    id: '7b97f37c-899d-44e8-aaa0-543edbc4eaad',
    status: 'queued',
    name: 'debian',
    visibility: 'shared',
    owner: 'project-a',
    protected: false,
    hidden: false,
    diskFormat: 'raw',
    containerFormat: 'bare',
    minDisk: 0,
    minRam: 0,
    tags: [],
    properties: {},
    data: null,
    createdAt: new Date('2026-01-01T00:00:00Z'),
    updatedAt: new Date('2026-01-01T00:00:00Z'),
    deletedAt: null,
    revision: 1,
    ...changes,
  }
}

/** A project that `anImage` is shared with. */
export function aMember(memberId: string, changes: Partial<ImageMember> = {}): ImageMember {
  const { id: imageId, createdAt, updatedAt } = anImage()
  return { imageId, memberId, status: 'pending', canShare: false, createdAt, updatedAt, ...changes }
}

/** A task of a member of project-a that is being done. */
export function aTask(changes: Partial<Task> = {}): Task {
  const at = new Date('2026-02-03T04:05:06Z')
  return {
    id: 'task-1',
    type: 'import',
    status: 'processing',
    owner: 'project-a',
    userId: 'user-a',
    requestId: 'req-1',
    imageId: null,
    input: {},
    result: null,
    message: '',
    createdAt: at,
    updatedAt: at,
    expiresAt: null,
    caller: aCaller(),
    ...changes,
  }
}

/** The one store of a service, called `file`, or with others behind it. */
export function storesOf(store: ImageStore, others: readonly string[] = []) {
  const ids = ['file', ...others]
  return createStores(ids.map((id) => ({ id, weight: 0, properties: {}, readOnly: false, store })))
}

export const UNLIMITED: ProjectLimits = { images: -1, bytes: -1, uploads: -1 }

/** A port of which only the given methods may be called: the test says what the rule needs of it. */
export function stub<T extends object>(methods: Partial<T>): T {
  return new Proxy(methods as T, {
    get(target, name, receiver) {
      if (Reflect.has(target, name)) return Reflect.get(target, name, receiver)
      throw new Error(`Not expected to be called: ${String(name)}`)
    },
  })
}

/** For `expect.poll`: as long as a busy machine may need for what takes no time. */
export const PATIENTLY = { timeout: 10_000 }

/** Lets everything that waits for no input run on: the turns of an event loop, not time. */
export async function idle(turns = 50): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}
