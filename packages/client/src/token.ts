/** A token, or how to get one: called when there is none yet, and again with the one that the server has refused. */
export type TokenSource = string | ((refused?: string) => string | Promise<string>)

export interface Tokens {
  readonly renewable: boolean
  /** The token to send now; undefined without authentication. */
  current(): Promise<string | undefined>
  /** A token other than the refused one; undefined when there is no way to get one. */
  renew(refused: string | undefined): Promise<string | undefined>
}

export function createTokens(source: TokenSource | undefined): Tokens {
  if (typeof source !== 'function') {
    const token = source && checked(source)
    return { renewable: false, current: async () => token, renew: async () => undefined }
  }
  let latest: Promise<string> | undefined
  const take = (refused?: string): Promise<string> => {
    const taken = Promise.resolve(refused).then(source).then(checked)
    latest = taken
    // A login that failed is not kept: the next request tries again.
    taken.catch(() => {
      if (latest === taken) latest = undefined
    })
    return taken
  }
  return {
    renewable: true,
    current: () => latest ?? take(),
    // Requests that are refused together share one login.
    renew: async (refused) => {
      const known = latest
      const token = await known
      if (latest !== known && latest !== undefined) return latest
      return token === undefined || token === refused ? take(refused) : token
    },
  }
}

/** Here rather than where headers are made: their error message would show the token. */
function checked(token: string): string {
  if (/[^\x21-\x7e]/.test(token)) throw new TypeError('The token has characters that no token has')
  return token
}
