import type { RequestListener } from 'node:http'
import type { TokenRequest } from '@vitrine/api-types'
import { readAll, refuse, sendJson, startServer } from './stub-server.ts'

export interface IdentityServer {
  readonly url: string
  /** The logins so far; the first one gets `token-1`. */
  readonly logins: TokenRequest['auth'][]
  readonly paths: string[]
  /** Where the catalogue has the image service. */
  imageUrl: string
  /** What is said of projects, by path and query below `/v3`: a status, or a body; all else is unknown. */
  projects: Readonly<Record<string, number | object>>
  /** Answers the logins instead, when there is one. */
  instead: RequestListener | undefined
}

/** As much of an identity service as logins and those who look projects up need, for one test. */
export async function startIdentity(): Promise<IdentityServer> {
  const { url } = await startServer(async (request, response) => {
    const body = String(await readAll(request))
    identity.paths.push(`${request.method} ${request.url}`)
    if (request.method === 'GET') {
      const said = identity.projects[request.url?.replace('/v3', '') ?? ''] ?? 404
      const isKnown = request.headers['x-auth-token'] === `token-${identity.logins.length}`
      if (!isKnown || typeof said === 'number') return refuse(response, isKnown ? Number(said) : 401, 'Not for you')
      return sendJson(response, 200, said)
    }
    identity.logins.push(JSON.parse(body).auth)
    if (identity.instead) return identity.instead(request, response)
    sendJson(
      response,
      201,
      { token: tokenWith(identity.imageUrl) },
      { 'x-subject-token': `token-${identity.logins.length}` },
    )
  })
  const identity: IdentityServer = {
    url,
    logins: [],
    paths: [],
    imageUrl: 'http://image.example',
    projects: {},
    instead: undefined,
  }
  return identity
}

function tokenWith(imageUrl: string) {
  const endpoints = ['public', 'internal'].flatMap((door) =>
    ['One', 'Two'].map((region) => ({
      id: `${door}-${region}`,
      interface: door,
      region,
      region_id: region,
      url: door === 'public' && region === 'One' ? imageUrl : `http://${door}.${region.toLowerCase()}.example/v2`,
    })),
  )
  return {
    user: { id: 'u', name: 'demo' },
    project: { id: 'p', name: 'demo' },
    expires_at: '2030-01-01T00:00:00.000000Z',
    catalog: [{ id: 's', type: 'image', name: 'vitrine', endpoints }],
  }
}
