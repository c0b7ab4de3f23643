import { setTimeout as delay } from 'node:timers/promises'
import type { compose } from './compose.ts'

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
  server.closeIdleConnections()
  if (!(await within(closed, graceMs))) {
    service.endTransfers(new Error('The server is stopping'))
    if (!(await within(closed, UNWIND_MS))) server.closeAllConnections()
    await closed
  }
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
