/** Links of a page, relative to the host as clients resolve them; a query keeps its repeated names (fault C20). */
export function pageLinks(
  path: string,
  search: URLSearchParams,
  lastId: string | undefined,
): { first: string; next?: string } {
  const query = new URLSearchParams(search)
  query.delete('marker')
  const first = link(path, query)
  if (lastId === undefined) return { first }
  query.set('marker', lastId)
  return { first, next: link(path, query) }
}

function link(path: string, query: URLSearchParams): string {
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
