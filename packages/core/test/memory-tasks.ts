import type { ClaimedTask, Task, TaskCatalog } from '../src/index.ts'

type Kept = ClaimedTask & { holder?: string; until?: Date }

/** As much of a catalogue of tasks as a runner needs. Like a real one it answers later, and one claimant wins. */
export function createMemoryTasks() {
  const kept = new Map<string, Kept>()
  const isClaimable = ({ status, until }: Kept, at: Date) =>
    status === 'pending' || (status === 'processing' && until !== undefined && until <= at)
  const held = (id: string, holder: string) => {
    const task = kept.get(id)
    return task?.holder === holder && task.status === 'processing' ? task : undefined
  }
  const shown = ({ interruptions, holder, until, ...task }: Kept): Task => task

  return {
    async insert(task) {
      kept.set(task.id, { ...task, interruptions: 0 })
    },
    async find(id) {
      const task = kept.get(id)
      return task && shown(task)
    },
    list: async () => [...kept.values()].map(shown),
    listOfImage: async (imageId) => [...kept.values()].filter((task) => task.imageId === imageId).map(shown),
    listClaimable: async (at, limit, busyOwners: readonly Task['owner'][] = []) =>
      [...kept.values()]
        .filter((task) => isClaimable(task, at) && !busyOwners.includes(task.owner))
        .slice(0, limit)
        .map(({ id, owner }) => ({ id, owner })),
    async claim(id, claim, at) {
      const task = kept.get(id)
      if (!task || !isClaimable(task, at)) return undefined
      const interruptions = task.interruptions + (task.status === 'processing' ? 1 : 0)
      const claimed: Kept = { ...task, ...claim, status: 'processing', updatedAt: at, interruptions }
      kept.set(id, claimed)
      return { ...shown(claimed), interruptions }
    },
    async extend(id, { holder, until }) {
      const task = held(id, holder)
      if (task) kept.set(id, { ...task, until })
      return task !== undefined
    },
    async release(id, holder, at) {
      const task = held(id, holder)
      if (task) kept.set(id, { ...task, holder: '', status: 'pending', updatedAt: at })
    },
    async setImage(id, imageId, at) {
      const task = kept.get(id)
      if (task) kept.set(id, { ...task, imageId, updatedAt: at })
    },
    async finish(id, holder, outcome, at) {
      const task = held(id, holder)
      if (task) kept.set(id, { ...task, ...outcome, updatedAt: at })
      return task !== undefined
    },
    async removeExpired(at) {
      for (const [id, { expiresAt }] of kept) if (expiresAt && expiresAt <= at) kept.delete(id)
    },
  } satisfies TaskCatalog
}
