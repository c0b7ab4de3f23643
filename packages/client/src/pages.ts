import type { QueryParams } from '@vitrine/api-types'

type Value = string | number | boolean

/** The filters of the API; any other name is that of a custom property. `limit` is the size of a page. */
export type ImageQuery = {
  readonly [K in keyof QueryParams<'listImages'>]?: ImageFilter<QueryParams<'listImages'>[K]>
} & {
  readonly [property: string]: Value | readonly Value[] | undefined
}

type ImageFilter<T> = T extends readonly unknown[] ? readonly Value[] : Value

/** Pages until one has no link to the next. */
export async function* pagesOf<Query extends object, Page extends { next?: string }>(
  query: Query,
  fetchPage: (query: Query) => Promise<Page>,
): AsyncGenerator<Page> {
  let marker: string | undefined
  for (;;) {
    const page = await fetchPage(marker === undefined ? query : { ...query, marker })
    yield page
    if (page.next === undefined) return
    // Of the link only the marker counts: some servers lose repeated filters in it, or the path they are mounted under.
    const next = new URL(page.next, 'http://host').searchParams.get('marker')
    if (next === null || next === marker) throw new Error(`The server links to a next page that is none: ${page.next}`)
    marker = next
  }
}
