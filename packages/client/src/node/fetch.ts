import { Agent, fetch as fetchVia, type RequestInit } from 'undici'
import type { CreateFetch } from '../transport.ts'

/** Node's own `fetch` cannot be told whom to trust, and does not take the agents of another undici than its own. */
export const createFetch: CreateFetch = (tls) => {
  if (tls === undefined) return globalThis.fetch
  const dispatcher = new Agent({ connect: tls })
  return async (input, init) => {
    const { url, method, headers, body, redirect, signal } = new Request(input, init)
    // The types of the two differ, where their objects do not.
    const same = { method, headers, body, redirect, signal, duplex: 'half' } as unknown as RequestInit
    return (await fetchVia(url, { ...same, dispatcher })) as unknown as Response
  }
}
