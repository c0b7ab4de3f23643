import { setTimeout as delay } from 'node:timers/promises'
import { Problem } from '@vitrine/core'
import type { compose } from './compose.ts'

const SWEEP_EVERY_MS = 100

/** How long requests may take to notice that their transfer was ended. */
const UNWIND_MS = 5000

/**
 * No new connections; running requests get the grace period; transfers that are still running then end like
 * uploads whose client left: image queued, bytes removed.
 */
export async function stopServer(service: Awaited<ReturnType<typeof compose>>, graceMs: number): Promise<void> {
  const { server } = service
  service.announceStop()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // Again and again: a connection whose last request has just ended would be kept for the client's next one.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY_MS)
  if (!(await within(closed, graceMs))) {
    service.endTransfers(new Problem('storeUnavailable', 'The service is stopping'))
    if (!(await within(closed, UNWIND_MS))) server.closeAllConnections()
    await closed
  }
  clearInterval(sweep)
  await service.close()
}

async function within(event: Promise<void>, ms: number): Promise<boolean> {
  const timer = new AbortController()
  try {
    return await Promise.race([event.then(() => true), delay(ms, false, { signal: timer.signal })])
  } finally {
    timer.abort()
  }
}
