import type { RequestHandler } from 'express'
import { endAnswer } from './end-answer.ts'
import { baseUrl } from './request-context.ts'
import { type ServedWith, servedVersions } from './served-versions.ts'

/** `/v2.N` is `/v2` for every version that was ever accepted without extra configuration. */
const ALWAYS = ['v2', 'v2.0', 'v2.1', 'v2.2', 'v2.3', 'v2.4', 'v2.5', 'v2.6', 'v2.7', 'v2.9', 'v2.15', 'v2.17']
/** What a version has at its endpoint. */
const AT_ENDPOINT = { v1: 'images', v2: '' } as const
type Major = keyof typeof AT_ENDPOINT
const UNVERSIONED = new Set(['versions', 'healthcheck'])
/** APIs beside the Image API, where paths have no other spelling. */
const OTHERS = new Set(['identity', 'api'])
/** Clients ask for these with a slash at the end, and without. */
const IDENTITY_DOCUMENT = /^\/identity(\/v3)?\/$/
const ACCEPT_VERSION = /application\/vnd\.openstack\.images-(v\d+(?:\.\d+)?)\b/

/**
 * Leads every spelling of a version to the one the spec has: `/v2.N/…`, `/v1.N/…` where v1 is served, and unversioned
 * paths with the version in `Accept`. A first segment that is no version at all, the empty one of `/` too, gets the
 * list of versions, whatever the method: no other path can get to the operations of a version.
 */
export function resolveApiVersion({
  publicUrl,
  ...service
}: ServedWith & { publicUrl?: string | undefined }): RequestHandler {
  const majors = majorsOf(service)
  return (request, response, next) => {
    assertUtf8(request.url)
    const [path = '', query] = splitOnce(request.url, '?')
    const [first = '', rest] = splitOnce(path.slice(1), '/')
    const major = majors.get(first)
    if (major !== undefined && rest === undefined) {
      response.setHeader('Location', `${baseUrl(request, publicUrl)}/${major}/`)
      response.setHeader('Content-Type', 'text/plain; charset=UTF-8')
      response.status(302)
      endAnswer(request, response)
      return
    }
    const accepted = majors.get(ACCEPT_VERSION.exec(request.headers.accept ?? '')?.[1] ?? '')
    if (UNVERSIONED.has(first) && rest === undefined) request.url = join(path, query)
    else if (major !== undefined) request.url = join(`/${major}/${rest || AT_ENDPOINT[major]}`, query)
    else if (OTHERS.has(first)) request.url = join(IDENTITY_DOCUMENT.test(path) ? path.slice(0, -1) : path, query)
    else if (first !== '' && accepted !== undefined) request.url = join(`/${accepted}${path}`, query)
    else {
      // The answer of `GET /`, also to clients of versions that are not served.
      request.method = 'GET'
      request.url = '/'
    }
    // The validator goes by this one, and fails at addresses that are none, such as `//@]`.
    request.originalUrl = request.url
    next()
  }
}

/** The major version that each one is served as: `v2` for v2.3. */
function majorsOf(service: ServedWith): ReadonlyMap<string, Major> {
  const majors = new Map<string, Major>(ALWAYS.map((id) => [id, 'v2']))
  for (const { id, path } of servedVersions(service)) majors.set(id, path).set(path, path)
  return majors
}

/** Throws URIError, which is 400, for escapes that make no UTF-8. A `%` that begins no escape stands for itself. */
function assertUtf8(url: string): void {
  if (url.includes('%')) decodeURIComponent(url.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'))
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}

function join(path: string, query: string | undefined): string {
  return query === undefined ? path : `${path}?${query}`
}
