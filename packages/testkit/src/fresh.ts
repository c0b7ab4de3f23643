import { afterEach, beforeEach } from 'vitest'

/** What `connect` opens, anew for each test. */
export function useFresh<T extends { close(): Promise<void> }>(connect: () => Promise<T>): { readonly catalog: T } {
  let catalog: T
  beforeEach(async () => {
    catalog = await connect()
  })
  afterEach(() => catalog.close())
  return {
    get catalog() {
      return catalog
    },
  }
}
