import { type Caller, DEFAULT_DOMAIN } from '@vitrine/core'

/** Whoever the built-in identity lets in is one of its users. */
export function ownUserId({ userId }: Caller): string {
  if (userId === null) throw new Error('The caller is no user of the built-in identity')
  return userId
}

/** Everything is in the one domain, so another one is empty. */
export function hasDomain(domainId: string | undefined): boolean {
  return domainId === undefined || domainId === DEFAULT_DOMAIN.id
}
