import type { Handlers } from '@vitrine/api-types'
import type { Identity } from '@vitrine/core'
import express, { type Express, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import { resolveApiVersion } from './http/api-version.ts'
import { authenticate } from './http/authenticate.ts'
import { tellBrowsers } from './http/browser-safety.ts'
import { correlate } from './http/correlate.ts'
import { dispatch, type HandlerContext } from './http/dispatch.ts'
import { endAnswer } from './http/end-answer.ts'
import { handleErrors } from './http/error-handler.ts'
import { LIMITS, type RefusalLimits } from './http/limits.ts'
import { type LoginAttempt, limitLogins } from './http/login-attempts.ts'
import { perFamily } from './http/per-family.ts'
import { refuseCrossSite, refuseForeignChanges } from './http/refuse-cross-site.ts'
import { refuseRepeatedHeaders } from './http/repeated-headers.ts'
import { readBody } from './http/request-body.ts'
import { readQuery } from './http/request-query.ts'
import { refuseUnknown, routeOperations } from './http/routing.ts'
import { serveMetrics } from './http/serve-metrics.ts'
import { shareWithOrigins } from './http/share-with-origins.ts'
import { authenticateAccount } from './http/uforge/authenticate-account.ts'
import { assertEntitled } from './http/uforge/entitlements.ts'
import { negotiate } from './http/uforge/negotiate.ts'
import { tellVersion } from './http/uforge/uforge-api.ts'
import { validate } from './http/validate.ts'
import { varyByToken } from './http/vary-by-token.ts'
import { createOperations, type Services } from './operations/index.ts'

export interface AppDeps extends Omit<Services, 'attemptLogin'> {
  readonly identity: Identity
  readonly log: Logger
  /** Aborted when running transfers are to end. */
  readonly signal: AbortSignal
  /** Base of absolute links; undefined: as the client addressed us. */
  readonly publicUrl?: string | undefined
  /** Proxies whose word counts about the client's address and scheme (`X-Forwarded-*`): addresses and networks. */
  readonly trustedProxies?: readonly string[]
  /** Whether callers come in without a token: then web pages have to stay outside. */
  readonly admitsEveryone?: boolean
  /** Origins whose web pages may use the API all the same. */
  readonly corsOrigins?: readonly string[]
  readonly limits?: Partial<RefusalLimits>
  /** A transfer that stands still for longer is ended. */
  readonly idleMs: number
  /** Checks our own answers against the spec: for tests. */
  readonly validateResponses?: boolean
}

/** The published APIs as one Express application. */
export function createApp(deps: AppDeps): Express {
  // One count of guesses, whichever way they come.
  const attemptLogin = limitLogins({ ...LIMITS, ...deps.limits })
  return serve(createOperations({ ...deps, attemptLogin }), { ...deps, attemptLogin })
}

/** Layers run in the order they are listed. */
export function serve(
  operations: Handlers<HandlerContext>,
  deps: AppDeps & { readonly attemptLogin: LoginAttempt },
): Express {
  const { uforge } = deps
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  // Whatever fails, an answer has no stack in it.
  app.set('env', 'production')
  app.set('query parser', false)
  app.set('trust proxy', deps.trustedProxies?.length ? [...deps.trustedProxies] : false)
  app.response.json = writeJson
  const origins = deps.corsOrigins ?? []

  app.use(correlate(deps))
  app.use(tellBrowsers)
  if (deps.admitsEveryone) app.use(refuseCrossSite({ publicUrl: deps.publicUrl, origins }))
  app.get('/metrics', serveMetrics(deps))
  if (origins.length > 0) app.use(shareWithOrigins(origins))
  app.use('/identity', varyByToken)
  if (uforge) app.use('/api', tellVersion(uforge), refuseForeignChanges({ publicUrl: deps.publicUrl, origins }))
  app.use(resolveApiVersion(deps))
  app.use(routeOperations())
  const byToken = authenticate({ identity: deps.identity, tokens: deps.limits?.tokens ?? LIMITS.tokens })
  app.use(perFamily({ api: uforge ? authenticateAccount({ ...deps, uforge }) : pass }, byToken))
  app.use(refuseUnknown)
  app.use('/api', assertEntitled(deps), negotiate)
  app.use(refuseRepeatedHeaders)
  app.use(readQuery)
  app.use(readBody(deps))
  app.use(validate({ validateResponses: deps.validateResponses ?? false }))
  app.use(dispatch(operations, deps))
  app.use(handleErrors(deps))
  return app
}

const pass: RequestHandler = (_request, _response, next) => next()

/** Exactly `application/json`, as clients of this API compare it, where Express would add a charset. */
function writeJson(this: express.Response, body: unknown): express.Response {
  this.setHeader('Content-Type', 'application/json')
  endAnswer(this.req, this, Buffer.from(JSON.stringify(body)))
  return this
}
