import type { Request } from 'express'

/** The media type of a request in lower case: parameters are allowed and mean nothing here. */
export function bareType({ headers }: Pick<Request, 'headers'>): string {
  return headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
