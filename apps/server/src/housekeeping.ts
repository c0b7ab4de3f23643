import type { BlobReaper, DownloadLinkService, ImageCatalog } from '@vitrine/core'

const EVERY_MS = 60_000

/** What is done beside requests, every minute. */
export function keepHouse({
  catalog,
  links,
  reaper,
  keepDeletedMs,
  now,
  onError,
}: {
  readonly catalog: Pick<ImageCatalog, 'forgetDeleted'>
  readonly links: Pick<DownloadLinkService, 'forgetExpired'>
  readonly reaper: Pick<BlobReaper, 'reap'>
  /** How long it is known what deleted images were. */
  readonly keepDeletedMs: number
  readonly now: () => Date
  /** Told of what is tried again in a minute. */
  readonly onError: (error: unknown) => void
}) {
  const closing = new AbortController()
  let forgetting: Promise<unknown> | undefined

  /** Unless it is still at it. */
  function forget(): void {
    forgetting ??= Promise.all([
      catalog.forgetDeleted(new Date(now().getTime() - keepDeletedMs), closing.signal).catch(onError),
      links.forgetExpired().catch(onError),
    ]).finally(() => {
      forgetting = undefined
    })
  }

  forget()
  const timer = setInterval(() => {
    void reaper.reap()
    forget()
  }, EVERY_MS).unref()

  return {
    /** Once nobody changes images any more. */
    async close(): Promise<void> {
      clearInterval(timer)
      closing.abort()
      await forgetting
      await reaper.reap()
    },
  }
}
