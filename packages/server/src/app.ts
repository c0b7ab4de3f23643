import type { Identity, ImageDataService, ImageService } from '@vitrine/core'
import express, { type Express } from 'express'
import type { Logger } from 'pino'
import { resolveApiVersion } from './http/api-version.ts'
import { authenticate } from './http/authenticate.ts'
import { correlate } from './http/correlate.ts'
import { dispatch } from './http/dispatch.ts'
import { endAnswer } from './http/end-answer.ts'
import { handleErrors } from './http/error-handler.ts'
import { refuseCrossSite } from './http/refuse-cross-site.ts'
import { readBody } from './http/request-body.ts'
import { readQuery } from './http/request-query.ts'
import { refuseUnknown, routeOperations } from './http/routing.ts'
import { validate } from './http/validate.ts'
import type { Metrics } from './metrics.ts'
import { createOperations } from './operations/index.ts'

export interface AppDeps {
  readonly images: ImageService
  readonly imageData: ImageDataService
  readonly identity: Identity
  readonly log: Logger
  readonly metrics: Metrics
  /** Whether the service takes work; false once it is stopping. */
  readonly isReady: () => boolean
  /** Aborted when running transfers are to end. */
  readonly signal: AbortSignal
  /** Base of absolute links; undefined: as the client addressed us. */
  readonly publicUrl?: string | undefined
  /** A transfer that stands still for longer is ended. */
  readonly idleMs: number
  /** Checks our own answers against the spec: for tests. */
  readonly validateResponses?: boolean
}

/** The published APIs as one Express application. Layers run in the order they are listed. */
export function createApp(deps: AppDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Whatever fails, an answer has no stack in it.
  app.set('env', 'production')
  app.set('query parser', false)
  app.response.json = writeJson

  app.get('/metrics', async (_request, response) => {
    response.setHeader('Content-Type', deps.metrics.registry.contentType)
    response.end(await deps.metrics.registry.metrics())
  })
  app.use(correlate(deps))
  app.use(refuseCrossSite(deps))
  app.use(resolveApiVersion({ publicUrl: deps.publicUrl }))
  app.use(routeOperations())
  app.use(authenticate(deps.identity))
  app.use(refuseUnknown)
  app.use(readQuery)
  app.use(readBody(deps))
  app.use(validate({ validateResponses: deps.validateResponses ?? false }))
  app.use(dispatch(createOperations(deps), deps))
  app.use(handleErrors({ challenge: deps.identity.challenge }))
  return app
}

/** Exactly `application/json`, as clients of this API compare it, where Express would add a charset. */
function writeJson(this: express.Response, body: unknown): express.Response {
  this.setHeader('Content-Type', 'application/json')
  endAnswer(this.req, this, Buffer.from(JSON.stringify(body)))
  return this
}
