import { operations } from '@vitrine/api-types'
import { type Policy, Problem, type RuleName } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HttpError } from '../../src/http/http-error.ts'
import { LIMITS } from '../../src/http/limits.ts'
import { limitLogins } from '../../src/http/login-attempts.ts'
import { createOperations } from '../../src/operations/index.ts'
import { type Service, startService, stubIdentity } from '../service.ts'
import { CALLER_KINDS, CALLERS, type CallerKind } from './callers.ts'
import { countImages, IMAGE_KINDS, type ImageKind, insertImage, recordOf } from './images.ts'
import { ATTEMPTS, type Attempt, type GovernedId } from './operations.ts'
import { POLICY } from './rights.ts'

/** A status, and what was wrong with it. */
type Outcome = number | string
type Way = (id: GovernedId, attempt: Attempt, caller: CallerKind, image: string) => Promise<number>

const asked = new Set<RuleName>()
let service: Service
let handlers: ReturnType<typeof createOperations>
beforeAll(async () => {
  const identity = stubIdentity(CALLERS)
  const stores = [{ id: 'file' }, { id: 'other' }]
  // What tasks do is not looked at: they wait.
  service = await startService({ identity, wrapPolicy: listening, stores, locations: { all: true }, parallelTasks: 0 })
  handlers = createOperations({ ...service.services, attemptLogin: limitLogins(LIMITS) })
})
afterAll(() => service.stop())

function listening(policy: Policy): Policy {
  const noting =
    <Args extends [RuleName, ...unknown[]], T>(decide: (...args: Args) => T) =>
    (...args: Args) => {
      asked.add(args[0])
      return decide(...args)
    }
  return { ...policy, allows: noting(policy.allows), assertAllows: noting(policy.assertAllows) }
}

const overHttp: Way = async (id, { path, query, headers: own, body, type }, caller, image) => {
  const { method, path: template } = operations[id]
  const url = template.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'image_id' ? image : (path?.[name] ?? '')))
  const headers = { ...own, 'X-Auth-Token': caller, ...(type && { 'Content-Type': type }) }
  const target = query ? `${url}?${new URLSearchParams(query)}` : url
  return (await service.call(method, target, { headers, ...(body !== undefined && { body }) })).status
}

/** The handler alone: what the layers in front of it refuse would hide what it lets through. */
const inMemory: Way = async (id, { path, query = {}, headers, body, type = '' }, caller, image) => {
  const handler = handlers[id] as unknown as (request: object) => Promise<{ status: number }>
  const request = {
    path: { image_id: image, ...path },
    query,
    headers: { ...headers, 'content-type': type },
    body: type === 'application/octet-stream' ? bytes(String(body)) : body,
    caller: CALLERS[caller],
    requestId: 'req-1',
    search: new URLSearchParams(),
    baseUrl: '',
    contentLength: undefined,
    signal: new AbortController().signal,
  }
  return handler(request).then(({ status }) => status, statusOf)
}

async function* bytes(text: string) {
  yield Buffer.from(text)
}

const STATUS: Record<string, number> = {
  downloadLinkNotFound: 404,
  imageNotFound: 404,
  memberNotFound: 404,
  tagNotFound: 404,
  taskNotFound: 404,
  forbidden: 403,
  locationInvalid: 400,
  statusConflict: 409,
}

function statusOf(error: unknown): number {
  if (error instanceof Problem && error.code in STATUS) return STATUS[error.code] ?? 500
  if (error instanceof HttpError) return error.status
  throw error
}

const WAYS: Array<[string, Way]> = [
  ['in memory', inMemory],
  ['over HTTP', overHttp],
]

describe.each(WAYS)('who may do what, %s', (_, attempted) => {
  for (const [id, attempts] of Object.entries(ATTEMPTS) as Array<[GovernedId, Attempt[]]>) {
    describe.each(attempts.map((attempt) => ({ attempt, with: describeAttempt(attempt) })))(
      `${id} $with`,
      ({ attempt }) => {
        const concernsImage = operations[id].path.includes('{image_id}')
        test.each(concernsImage ? IMAGE_KINDS : IMAGE_KINDS.slice(0, 1))('image: %s', async (kind) => {
          const stateOf = concernsImage ? recordOf : countImages
          let image = await insertImage(service.catalog, kind)
          let before = await stateOf(service.catalog, image)
          const got = await forEveryCaller(async (caller) => {
            const status = await attempted(id, attempt, caller, image)
            const after = await stateOf(service.catalog, image)
            if (after === before) return status
            // The next caller finds everything as this one did.
            image = await insertImage(service.catalog, kind)
            before = await stateOf(service.catalog, image)
            return status < 400 ? status : `${status}, and there was a change`
          })
          expect(got).toStrictEqual(await forEveryCaller(async (caller) => attempt.expect(caller, kind)))
        })
      },
    )
  }
})

describe('callers without a token', () => {
  test.each(Object.keys(ATTEMPTS) as GovernedId[])('get nowhere: %s (S17)', async (id) => {
    const image = await insertImage(service.catalog, 'public')
    const url = operations[id].path.replace('{image_id}', image).replace('{member_id}', 'project-accepted')
    const before = [await recordOf(service.catalog, image), await countImages(service.catalog)]
    expect((await service.call(operations[id].method, url)).status).toBe(401)
    expect([await recordOf(service.catalog, image), await countImages(service.catalog)]).toStrictEqual(before)
  })
})

describe('the table', () => {
  test('has every rule that any of it asked for', () => {
    expect(Object.keys(POLICY)).toEqual(expect.arrayContaining([...asked]))
  })

  test('tells every kind of image from the others, for at least one caller and operation', () => {
    const expectations = IMAGE_KINDS.map((kind: ImageKind) =>
      JSON.stringify(Object.values(ATTEMPTS).map((attempts) => attempts.map((attempt) => cells(attempt, kind)))),
    )
    expect(new Set(expectations).size).toBe(IMAGE_KINDS.length)
  })
})

const cells = (attempt: Attempt, kind: ImageKind) => CALLER_KINDS.map((caller) => attempt.expect(caller, kind))

async function forEveryCaller(outcome: (caller: CallerKind) => Promise<Outcome>): Promise<Record<string, Outcome>> {
  const found: Record<string, Outcome> = {}
  for (const caller of CALLER_KINDS) found[caller] = await outcome(caller)
  return found
}

function describeAttempt({ headers, body }: Attempt): string {
  return [headers, body].flatMap((part) => (part === undefined ? [] : `with ${JSON.stringify(part)}`)).join(' ')
}
