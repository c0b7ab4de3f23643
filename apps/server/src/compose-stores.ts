import { randomUUID } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { type ConfiguredStore, createStores, type ImageStore, type ReadableStore, type Stores } from '@vitrine/core'
import { createFileImageStore, FILE_BLOCK_BYTES } from '@vitrine/stores/file'
import { ConfigError } from './config.ts'
import type { StoreConfig, StorePlace } from './store-settings.ts'

/**
 * Opens every store and tries it, so that one that does not work stops the start, and not the first upload (fault U7).
 * `remote` reads what lies elsewhere.
 */
export async function composeStores(configs: readonly StoreConfig[], remote: ReadableStore): Promise<Stores> {
  const opened: ConfiguredStore[] = []
  for (const config of configs) {
    const { id, description, weight } = config
    opened.push({ id, description, weight, ...(await open(config, remote)) })
  }
  await assertApart(configs)
  return createStores(opened)
}

type Opened = Pick<ConfiguredStore, 'properties'> &
  ({ readOnly: false; store: ImageStore } | { readOnly: true; store: ReadableStore })

async function open({ id, place }: StoreConfig, remote: ReadableStore): Promise<Opened> {
  if (place.kind === 'http') return { readOnly: true, store: remote, properties: {} }
  try {
    const store = await createFileImageStore({ root: place.path })
    await tryOut(store)
    const properties = { data_dir: place.path, chunk_size: FILE_BLOCK_BYTES, thin_provisioning: false }
    return { readOnly: false, store, properties }
  } catch (error) {
    throw unusableStore(id, place, error)
  }
}

/** Writes something, reads it and removes it. */
async function tryOut(store: ImageStore): Promise<void> {
  const key = randomUUID()
  await store.put(key, oneByte(), { signal: new AbortController().signal })
  for await (const _ of await store.open(key));
  await store.delete(key)
}

async function* oneByte() {
  yield Uint8Array.of(0)
}

/** Two ways to one directory would make one copy of an image look like two. */
async function assertApart(configs: readonly StoreConfig[]): Promise<void> {
  const owners = new Map<string, string>()
  for (const { id, place } of configs) {
    if (place.kind !== 'file') continue
    const path = await realpath(place.path)
    const other = owners.get(path)
    if (other !== undefined) {
      throw new ConfigError(
        `The stores '${other}' and '${id}' share the directory ${path}: give each its own with --stores`,
      )
    }
    owners.set(path, id)
  }
}

function unusableStore(id: string, { path }: StorePlace & { kind: 'file' }, error: unknown): ConfigError {
  return new ConfigError(
    `Cannot use the store '${id}' in ${path}: ${reasonOf(error)}. Choose another place with --stores or --data-dir`,
    { cause: error },
  )
}

/** What the system said, which the store's own words leave out. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
