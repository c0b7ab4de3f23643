import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Metrics } from '../metrics.ts'
import { HttpError } from './http-error.ts'
import { newRequestId, type RequestContext, setContext } from './request-context.ts'

/** Longest id that a client may give its own request (fault C14). */
const REQUEST_ID_LENGTH = 64

/** Gives every request its id, and every answer a line in the log and a count in the metrics. */
export function correlate({ log, metrics }: { log: Logger; metrics: Metrics }): RequestHandler {
  return (request, response, next) => {
    // As the client wrote them: later layers lead other spellings of an address to the one of the spec.
    const { method, path } = request
    const context: RequestContext = {
      requestId: newRequestId(),
      startedAt: performance.now(),
      bytesReceived: 0,
      bytesSent: 0,
    }
    setContext(request, context)
    response.setHeader('X-Openstack-Request-Id', context.requestId)
    response.once('close', () => {
      if (context.isCollection) return
      const seconds = (performance.now() - context.startedAt) / 1000
      const status = response.headersSent ? response.statusCode : 0
      metrics.observe(context.operation ?? 'none', status, seconds)
      const level = status >= 500 || context.failure !== undefined ? 'error' : 'info'
      if (!log.isLevelEnabled(level)) return
      log[level](
        {
          requestId: context.requestId,
          operation: context.operation,
          method,
          path,
          status,
          bytesReceived: context.bytesReceived || undefined,
          bytesSent: context.bytesSent || undefined,
          durationMs: Math.round(seconds * 1e6) / 1000,
          // A body that was cut short: the status alone would look like a success.
          aborted: response.writableFinished ? undefined : true,
          err: context.failure,
        },
        'request',
      )
    })
    if ((request.get('X-Openstack-Request-Id')?.length ?? 0) > REQUEST_ID_LENGTH) {
      throw new HttpError(400, `Header 'X-Openstack-Request-Id' is longer than ${REQUEST_ID_LENGTH} characters`)
    }
    next()
  }
}
