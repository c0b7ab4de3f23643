/** A scheme, perhaps a user and password, a host and path, and what may follow. Bounded, so that no text takes long. */
const URLS = /\b([a-z][a-z\d+.-]{0,30}:\/\/)([^\s/?#]*@)?([^\s?#]*)([?#]\S*)?/gi

/** Where the data of an image lies, in what its task was asked for: left out, for only `locations` may show it (fault S8). */
const LOCATION = 'loc_url'

/**
 * JSON as it may be shown and kept: of the URLs in its texts users, passwords, queries and fragments are left out, for
 * any of them may be a secret (fault S29).
 */
export function withoutSecrets<T>(value: T): T {
  if (typeof value === 'string') return hide(value) as T
  if (Array.isArray(value)) return value.map(withoutSecrets) as T
  if (typeof value !== 'object' || value === null) return value
  const shown = Object.entries(value).filter(([name]) => name !== LOCATION)
  return Object.fromEntries(shown.map(([name, inner]) => [name, withoutSecrets(inner)])) as T
}

function hide(text: string): string {
  return text.replace(
    URLS,
    (_, scheme, user, place, rest) => `${scheme}${user ? '***@' : ''}${place}${rest ? '?***' : ''}`,
  )
}
