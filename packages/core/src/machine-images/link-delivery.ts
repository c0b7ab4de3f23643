import type { DownloadLinkCatalog, Lease } from '../ports/download-link-catalog.ts'
import { Problem } from '../problem.ts'

/** How often a delivery says how far it is. */
const EVERY_MS = 1000

/** A delivery that has said nothing for so long may be gone on with by another request. */
const SILENCE_MS = 10_000

/** One use of a link. */
export interface LinkUse {
  readonly key: string
  /** Tells this use from others of the same link. */
  readonly holder: string
  /** Where it begins, and where the data ends. */
  readonly start: number
  readonly size: number
  /**
   * Where the last byte was delivered before, and this is the tail once more: when the lease ends, which this use does not
   * renew. Null of any other.
   */
  readonly tailUntil: Date | null
}

export interface LinkDelivery {
  /** What a use takes hold of its link with. */
  lease(use: LinkUse): Lease
  /**
   * The same bytes, while the link follows: given free at the end for whoever has the key to go on, or spent when the tail
   * has come once more. Breaks off when somebody else goes on already.
   */
  deliver(bytes: AsyncIterable<Uint8Array>, use: LinkUse): Promise<AsyncIterable<Uint8Array>>
}

export function createLinkDelivery(deps: {
  readonly links: Pick<DownloadLinkCatalog, 'findByKey' | 'report' | 'spend'>
  /** How long a delivery can be gone on with. */
  readonly leaseMs: number
  readonly now: () => Date
}): LinkDelivery {
  const { links, leaseMs, now } = deps

  function leaseFor({ holder, tailUntil }: LinkUse, busyMs: number): Lease {
    const busyUntil = now().getTime() + busyMs
    return { holder, busyUntil: new Date(busyUntil), leaseUntil: tailUntil ?? new Date(busyUntil + leaseMs) }
  }

  /** Says how far a delivery is. It goes on also when its link is deleted, or expires: only another one ends it. */
  async function assertHeld(use: LinkUse, delivered: number): Promise<void> {
    if (await links.report(use.key, delivered, leaseFor(use, SILENCE_MS))) return
    if (await links.findByKey(use.key)) throw takenOver()
  }

  async function* follow(bytes: AsyncIterable<Uint8Array>, use: LinkUse): AsyncGenerator<Uint8Array, void, undefined> {
    const { key, start, size, tailUntil } = use
    let delivered = start
    let told = now().getTime()
    const chunks = bytes[Symbol.asyncIterator]()
    try {
      yield NOTHING
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
        delivered += next.value.length
        if (now().getTime() - told >= EVERY_MS) {
          told = now().getTime()
          await assertHeld(use, delivered)
        }
        yield next.value
      }
    } finally {
      await chunks.return?.()
      if (tailUntil && delivered === size) await links.spend(key, now())
      else await links.report(key, delivered, leaseFor(use, 0))
    }
  }

  return {
    lease: (use) => leaseFor(use, SILENCE_MS),

    async deliver(bytes, use) {
      const following = follow(bytes, use)
      // Under way: a generator that has not begun would not hear of its end.
      await following.next()
      return following
    },
  }
}

const NOTHING = new Uint8Array()

function takenOver(): Problem {
  return new Problem('downloadLinkInvalid', 'Another request goes on with this download')
}
