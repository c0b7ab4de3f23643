import type { Request } from 'express'

/** What one family of APIs does in its own way; `Request` comes first, for its path says which family it is of. */
type Way<Rest extends unknown[], Result> = (request: Request, ...rest: Rest) => Result

/** The first segment of a path: `api` for `/api/users`. */
export const familyOf = ({ path }: Pick<Request, 'path'>): string => path.split('/', 2)[1] ?? ''

/** The way of the request's family, by its name, or else that of the others. */
export function perFamily<Rest extends unknown[], Result>(
  families: Readonly<Record<string, Way<Rest, Result>>>,
  others: Way<Rest, Result>,
): Way<Rest, Result> {
  const ways = new Map(Object.entries(families))
  return (request, ...rest) => (ways.get(familyOf(request)) ?? others)(request, ...rest)
}
