import type { LookupAddress } from 'node:dns'
import { Client, type Dispatcher } from 'undici'
import { sustained } from './sustained.ts'

/** What a server sent in return. */
export interface Answer {
  readonly status: number
  readonly headers: Dispatcher.ResponseData['headers']
  readonly body: AsyncIterable<Uint8Array>
  /** Ends the connection, and with it the body. */
  close(): void
}

export interface Timeouts {
  /** How long the addresses of a host, and then a connection, are waited for. */
  readonly connectMs: number
  /** How long a server may be silent, before its answer and within. */
  readonly idleMs: number
}

export interface ExchangeOptions extends Timeouts {
  readonly headers: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/**
 * One GET over a connection of its own, to one of the addresses and nowhere else. HTTP/1.1, no decoding, no redirects,
 * no proxy.
 */
export async function exchange(
  url: URL,
  addresses: readonly LookupAddress[],
  { connectMs, idleMs, headers: wanted, signal }: ExchangeOptions,
): Promise<Answer> {
  const client = new Client(url.origin, {
    allowH2: false,
    connect: {
      timeout: connectMs,
      autoSelectFamily: true,
      // The client hears of an abort only once it is connected.
      ...(signal && { signal }),
      lookup: (_host, _options, answer) => answer(null, [...addresses]),
    },
    headersTimeout: idleMs,
    // Does not run while the body waits for its reader.
    bodyTimeout: idleMs,
  })
  const close = () => void client.destroy()
  // Each interim answer (1xx) begins the time-out of the headers anew: this one ends.
  const overdue = setTimeout(close, connectMs + idleMs)
  try {
    const { statusCode, headers, body } = await client.request({
      method: 'GET',
      path: url.pathname + url.search,
      headers: wanted,
      signal: signal ?? null,
    })
    return { status: statusCode, headers, body: sustained(body, idleMs), close }
  } catch (error) {
    close()
    throw error
  } finally {
    clearTimeout(overdue)
  }
}
