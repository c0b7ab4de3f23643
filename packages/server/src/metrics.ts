import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>
export type Direction = 'in' | 'out'

/** What Prometheus scrapes at `/metrics`. One registry a server, so that several can live in one process. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'vitrine_requests_total',
    help: 'Answered requests by operation and status; status 0 means that the client left before the answer',
    labelNames: ['operation', 'status'] as const,
    registers,
  })
  const duration = new Histogram({
    name: 'vitrine_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['operation'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1, 5, 30, 120, 600],
    registers,
  })
  const bytes = new Counter({
    name: 'vitrine_image_bytes_total',
    help: 'Bytes of image data received (in) and sent (out)',
    labelNames: ['direction'] as const,
    registers,
  })
  const transfers = new Gauge({
    name: 'vitrine_transfers_running',
    help: 'Uploads (in) and downloads (out) under way',
    labelNames: ['direction'] as const,
    registers,
  })

  return {
    registry,
    observe(operation: string, status: number, seconds: number) {
      requests.inc({ operation, status })
      duration.observe({ operation }, seconds)
    },
    countBytes(direction: Direction, count: number) {
      bytes.inc({ direction }, count)
    },
    /** Counts a transfer as running until `work` settles. */
    async track<T>(direction: Direction, work: () => Promise<T>): Promise<T> {
      transfers.inc({ direction })
      try {
        return await work()
      } finally {
        transfers.dec({ direction })
      }
    },
  }
}
