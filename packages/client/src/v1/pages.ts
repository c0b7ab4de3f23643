import type { QueryParams } from '@vitrine/api-types'

/** The filters of the API; `limit` is the size of a page, and `property-NAME` a custom property. */
export type ImageQueryV1 = { readonly [K in keyof QueryParams<'listImageDetailsV1'>]?: string | number | boolean }

const PAGE = 200

/**
 * All images, page by page. There are no links: the next page is what comes after the last id. A page that is shorter
 * than the one before is the last; the first one only when it is empty, for servers cut what is asked for without a word.
 */
export async function* imagesOf<T extends { readonly id: string }>(
  query: ImageQueryV1,
  fetchPage: (query: ImageQueryV1) => Promise<{ readonly images: readonly T[] }>,
): AsyncGenerator<T> {
  let { marker } = query
  for (let full = 0; ; ) {
    const { images } = await fetchPage({ limit: PAGE, ...query, ...(marker !== undefined && { marker }) })
    yield* images
    const last = images.at(-1)?.id
    if (last === undefined || images.length < full) return
    if (last === marker) throw new Error(`The server does not go on after image ${last}`)
    full = images.length
    marker = last
  }
}
