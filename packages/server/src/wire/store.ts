import type { Store, StoreDetail } from '@vitrine/api-types'
import type { ConfiguredStore, Stores } from '@vitrine/core'

/** Stores as clients know them, who expect what is true as text, and nothing of what is not. */
export function createStoreWire({ default: defaultStore }: Pick<Stores, 'default'>) {
  const toWire = ({ id, description, readOnly }: ConfiguredStore): Store => ({
    id,
    ...(description !== undefined && { description }),
    ...(id === defaultStore.id && { default: 'true' }),
    ...(readOnly && { 'read-only': 'true' }),
  })
  const toDetail = (configured: ConfiguredStore): StoreDetail => ({
    ...toWire(configured),
    type: configured.store.scheme,
    weight: configured.weight,
    properties: { ...configured.properties },
  })
  return { toWire, toDetail }
}
