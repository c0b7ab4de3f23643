import { expect } from 'vitest'
import type { Lookup } from '../src/http/guard.ts'
import { createHttpSource, type HttpSourceOptions } from '../src/http/http-source.ts'
import type { WebServer } from './web-server.ts'

/** A name service that knows these hosts only. */
export function namesOf(hosts: Readonly<Record<string, string>>): Lookup {
  return async (host) => {
    const address = hosts[host]
    if (address === undefined) throw new Error('ENOTFOUND')
    return [{ address, family: address.includes(':') ? 6 : 4 }]
  }
}

/** A source that finds everything in time, unless told otherwise. */
export function createSource(options: Partial<HttpSourceOptions> = {}) {
  return createHttpSource({ allow: [], lookup: namesOf({}), idleMs: 60_000, ...options })
}

export const signal: AbortSignal = new AbortController().signal

export async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts).toString()
}

/** Connections end a moment after the side that ends them goes on. */
export async function expectNoConnections({ seen }: WebServer): Promise<void> {
  await expect.poll(() => seen.open.size, PATIENTLY).toBe(0)
}

/** For `expect.poll`: as long as a busy machine may need for what takes no time. */
export const PATIENTLY = { timeout: 10_000 }
