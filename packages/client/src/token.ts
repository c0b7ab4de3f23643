/** A token, or how to get one: called when there is none yet, and again once the server has refused the last. */
export type TokenSource = string | (() => string | Promise<string>)

export interface Tokens {
  /** The token to send now; undefined without authentication. */
  current(): Promise<string | undefined>
  /** A token other than the refused one; undefined when there is no way to get one. */
  renew(refused: string | undefined): Promise<string | undefined>
}

export function createTokens(source: TokenSource | undefined): Tokens {
  if (typeof source !== 'function') {
    return { current: async () => source, renew: async () => undefined }
  }
  let latest: Promise<string> | undefined
  const take = (): Promise<string> => {
    const taken = Promise.resolve().then(source)
    latest = taken
    // A login that failed is not kept: the next request tries again.
    taken.catch(() => {
      if (latest === taken) latest = undefined
    })
    return taken
  }
  return {
    current: () => latest ?? take(),
    // Requests that are refused together share one login.
    renew: async (refused) => {
      const now = await latest
      return now === undefined || now === refused ? take() : now
    },
  }
}
