import type { ImageStore, ReadableStore } from '../ports/image-store.ts'
import { Problem } from '../problem.ts'

/** A store as the operator set it up. */
export type ConfiguredStore = {
  /** What the API calls it. */
  readonly id: string
  readonly description?: string | undefined
  /** Of several places that have the same bytes, those in stores of more weight are read first. */
  readonly weight: number
  /** What operators may see of its settings, under the names of the API. */
  readonly properties: Readonly<Record<string, string | number | boolean>>
} & (
  | { readonly readOnly: false; readonly store: ImageStore }
  | { readonly readOnly: true; readonly store: ReadableStore }
)

export type WritableStore = ConfiguredStore & { readonly readOnly: false }

export type Stores = ReturnType<typeof createStores>

/** The stores of a service, by their ids; the first that can be written to takes what names none. */
export function createStores(configured: readonly ConfiguredStore[]) {
  const byId = new Map(configured.map((store) => [store.id, store]))
  const writable = configured.filter((store): store is WritableStore => !store.readOnly)
  const [defaultStore] = writable
  if (defaultStore === undefined) throw new Error('No store can be written to')

  function assertKnown(id: string): void {
    if (!byId.has(id)) throw new Problem('storeUnknown', `There is no store '${id}': use ${idsOf(configured)}`)
  }

  function writableStore(id: string): WritableStore {
    const found = writable.find((store) => store.id === id)
    if (found) return found
    if (byId.has(id)) throw new Problem('storeReadOnly', `The store '${id}' takes no data: use ${idsOf(writable)}`)
    throw new Problem('storeUnknown', `There is no store '${id}': use ${idsOf(writable)}`)
  }

  return {
    all: configured,
    default: defaultStore,
    /** Only then do requests choose between stores, and answers name them. */
    several: configured.length > 1,
    find: (id: string): ConfiguredStore | undefined => byId.get(id),
    /** Throws `storeUnknown`, also for the only store there is. */
    assertChoice(id: string): void {
      if (configured.length === 1) throw new Problem('storeUnknown', 'This server has one store: there is no choice')
      assertKnown(id)
    },
    assertKnown,
    /** The ids of those that take data. */
    writableIds: writable.map(({ id }) => id),
    /** Throws `storeUnknown` or `storeReadOnly`; without an id the default one. */
    writable: (id?: string): WritableStore => (id === undefined ? defaultStore : writableStore(id)),
  }
}

function idsOf(stores: readonly ConfiguredStore[]): string {
  return stores.map(({ id }) => id).join(', ')
}
