import type { RequestHandler } from 'express'
import type { Metrics } from '../metrics.ts'
import { contextOf } from './request-context.ts'

/** The numbers themselves; whoever collects them comes every few seconds, and shall not fill the log or be counted. */
export function serveMetrics({ metrics: { registry } }: { metrics: Metrics }): RequestHandler {
  return async (request, response) => {
    contextOf(request).isCollection = true
    response.setHeader('Content-Type', registry.contentType)
    response.end(await registry.metrics())
  }
}
