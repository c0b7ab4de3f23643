import type { DownloadLink, DownloadLinkCatalog } from '../src/index.ts'

/** Download links in memory, newest first. */
export function createMemoryLinks(): DownloadLinkCatalog {
  const kept = new Map<string, DownloadLink & { holder?: string }>()

  function change(key: string, isRight: (link: DownloadLink & { holder?: string }) => boolean, changes: object) {
    const link = kept.get(key)
    if (link === undefined || !isRight(link)) return false
    kept.set(key, { ...link, ...changes })
    return true
  }

  const shown = ({ holder, ...link }: DownloadLink & { holder?: string }): DownloadLink => link
  const isPast = (time: Date | null, at: Date) => time !== null && time <= at

  return {
    async insert(link) {
      kept.set(link.key, { ...link, claimedAt: null, busyUntil: null, leaseUntil: null, delivered: 0 })
    },
    list: async (imageId) =>
      [...kept.values()]
        .filter((link) => link.imageId === imageId)
        .map(shown)
        .reverse(),
    async findByKey(key) {
      const link = kept.get(key)
      return link && shown(link)
    },
    async remove(imageId, id) {
      const link = [...kept.values()].find((one) => one.id === id && one.imageId === imageId)
      return link !== undefined && kept.delete(link.key)
    },
    claim: async (key, at, lease) =>
      change(key, ({ claimedAt, expiresAt }) => claimedAt === null && expiresAt > at, { claimedAt: at, ...lease }),
    resume: async (key, start, at, lease) =>
      change(
        key,
        ({ delivered, busyUntil, leaseUntil, expiresAt }) =>
          start > 0 &&
          start <= delivered &&
          isPast(busyUntil, at) &&
          leaseUntil !== null &&
          leaseUntil > at &&
          expiresAt > at,
        lease,
      ),
    report: async (key, delivered, lease) =>
      change(key, ({ holder }) => holder === lease.holder, {
        ...lease,
        delivered: Math.max(delivered, kept.get(key)?.delivered ?? 0),
      }),
    async spend(key, at) {
      const claimedAt = kept.get(key)?.claimedAt ?? at
      change(key, () => true, { claimedAt, holder: undefined, busyUntil: null, leaseUntil: null })
    },
    async removeExpired(before) {
      for (const { key, expiresAt } of [...kept.values()]) if (expiresAt < before) kept.delete(key)
    },
  }
}
