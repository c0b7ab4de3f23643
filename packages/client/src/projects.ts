import type { OperationId, Project } from '@vitrine/api-types'
import { ApiError, asTransferError, refusalOf } from './errors.ts'

interface IdentityService {
  /** With its `/v3`. */
  readonly url: string
  readonly token: string
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal | undefined
}

/**
 * The project of this id, or else those of this very name: each domain can have one. Rejects with an `ApiError` of
 * status 403 where the caller may not know, as most callers of Keystone.
 */
export async function findProjects(service: IdentityService, idOrName: string): Promise<Project[]> {
  const shown = await ask(service, 'showProject', `/projects/${encodeURIComponent(idOrName)}`).catch(unlessUnknown)
  if (isProject(shown.project)) return [shown.project]
  const { projects } = await ask(service, 'listProjects', `/projects?name=${encodeURIComponent(idOrName)}`)
  // Services compare names without regard to case, or leave the filter out.
  const found = Array.isArray(projects) ? projects.filter(isProject).filter(({ name }) => name === idOrName) : []
  if (found.length === 0 && shown.refusal?.status === 403) throw shown.refusal
  return found
}

interface Found {
  readonly project?: unknown
  readonly projects?: unknown
  readonly refusal?: ApiError
}

async function ask(service: IdentityService, operation: OperationId, path: string): Promise<Found> {
  const { url, token, fetch, signal } = service
  const send = async () => {
    const response = await fetch(`${url}${path}`, {
      headers: { accept: 'application/json', 'x-auth-token': token },
      // A token must not follow a redirect to another host.
      redirect: 'manual',
      signal: signal ?? null,
    })
    return { response, text: await response.text() }
  }
  const { response, text } = await send().catch((error: unknown) => {
    throw asTransferError(`No answer from the identity service at ${url}`, error, signal)
  })
  const refusal = refusalOf(operation, response.status, (name) => response.headers.get(name) ?? undefined, text)
  if (!response.ok) throw refusal
  try {
    return Object(JSON.parse(text))
  } catch {
    throw refusal
  }
}

/** What is no id may be a name. */
function unlessUnknown(error: unknown): Found {
  if (error instanceof ApiError && [400, 403, 404].includes(error.status)) return { refusal: error }
  throw error
}

function isProject(value: unknown): value is Project {
  return typeof Object(value).id === 'string' && typeof Object(value).name === 'string'
}
