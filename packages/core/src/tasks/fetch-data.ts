import type { ImageDataService } from '../images/image-data-service.ts'
import type { SaidOfData } from '../images/said-of-data.ts'
import type { Caller } from '../ports/identity.ts'
import type { RemoteSource } from '../ports/remote-source.ts'

export interface Fetching {
  readonly source: Pick<RemoteSource, 'fetch'>
  readonly imageData: Pick<ImageDataService, 'upload'>
}

/** Uploads what a URL holds: by the same way, and so with the same rights, quotas and checks, as if the caller did. */
export async function fetchData(
  { source, imageData }: Fetching,
  {
    imageId,
    url,
    store,
    size: said,
    checksum,
  }: { imageId: string; url: string; store?: string | undefined } & SaidOfData,
  caller: Caller,
  signal: AbortSignal,
): Promise<void> {
  const { size, bytes } = await source.fetch(url, { signal })
  try {
    await imageData.upload(imageId, caller, { bytes, declaredSize: said ?? size, checksum, store, signal })
  } finally {
    await bytes.return?.()
  }
}
