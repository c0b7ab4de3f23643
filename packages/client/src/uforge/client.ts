import type { paths, UForgeServiceStatus, UForgeTargetFormat, UForgeUser } from '@vitrine/api-types'
import createApi, { type Client } from 'openapi-fetch'
import { createFetch } from '#platform/fetch'
import { createTransport } from '#platform/transport'
import { type CallOptions, createCall } from '../call.ts'
import { fillPath } from '../path.ts'
import { rootOf } from '../root.ts'
import { createTokens } from '../token.ts'
import type { TlsOptions } from '../transport.ts'
import { createAsk } from './access.ts'
import { type ApiKeys, createApiKeys } from './api-keys.ts'
import { type Appliances, createAppliances } from './appliances.ts'
import { createAuthorisation, type UForgeCredentials } from './authorisation.ts'
import { createMachineImageData, type MachineImageData } from './machine-image-data.ts'
import { createMachineImages, type MachineImages } from './machine-images.ts'

export interface UForgeClientOptions extends UForgeCredentials {
  /** Where the service is, with or without `/api`; that of its images will do, too. */
  readonly baseUrl: string
  /** Instead of the global one; in Node files do not go through it. */
  readonly fetch?: typeof globalThis.fetch | undefined
  readonly tls?: TlsOptions | undefined
}

/** The UForge API for one user, in JSON. Documents come without the names and lists that are around them there. */
export interface UForgeClient {
  /** Whether the service is well, and its version; for anybody. */
  status(options?: CallOptions): Promise<UForgeServiceStatus>
  user(options?: CallOptions): Promise<UForgeUser>
  /** What the user may generate. */
  targetFormats(options?: CallOptions): Promise<UForgeTargetFormat[]>
  readonly appliances: Appliances
  readonly machineImages: MachineImages & MachineImageData
  readonly apiKeys: ApiKeys
  /** Every operation of the API as it is, with the credentials of this client: refusals are returned, not thrown. */
  readonly api: Client<paths, 'application/json'>
}

export function createUForgeClient(options: UForgeClientOptions): UForgeClient {
  const { baseUrl, user, tls, fetch = createFetch(tls) } = options
  const root = rootOf(baseUrl, /\/(api|v[12](\.\d+)?)$/)
  const base = `${root}/api/`
  const authorisation = createAuthorisation(options, base)
  const api = createApi<paths, 'application/json'>({
    baseUrl: root,
    headers: { Accept: 'application/json', ...authorisation.headers },
    // A password must not follow a redirect to another host.
    redirect: 'manual',
    // When it is refused, a browser would ask for another one itself.
    credentials: 'omit',
    pathSerializer: fillPath,
    Request: signedRequest(authorisation.sign),
    fetch,
  })
  const call = createCall(root)
  // Of a supervisor and a user, paths have the latter.
  const uid = user.slice(user.indexOf('\\') + 1)
  const access = { api, call, ask: createAsk(call, root), uid }
  const { ask } = access
  const own = { params: { path: { uid } } }
  const machineImages = createMachineImages(access, base)

  return {
    status: (options = {}) =>
      ask('showServiceStatus', 'serviceStatus', options, (init) => api.GET('/api/status', init)),
    user: (options = {}) =>
      ask('showUForgeUser', 'user', options, (init) => api.GET('/api/users/{uid}', { ...own, ...init })),
    async targetFormats(options = {}) {
      const { targetFormats } = await ask('listUserTargetFormats', 'targetFormats', options, (init) =>
        api.GET('/api/users/{uid}/targetformats', { ...own, ...init }),
      )
      return targetFormats.targetFormat
    },
    appliances: createAppliances(access),
    machineImages: {
      ...machineImages,
      ...createMachineImageData({
        baseUrl: root,
        tokens: createTokens(undefined),
        transport: createTransport({ fetch, tls }),
        show: machineImages.show,
        uid,
        authorisation,
      }),
    },
    apiKeys: createApiKeys(access),
    api,
  }
}

/** Requests are signed when they are made, for what they ask for cannot be changed later. */
const signedRequest = (sign: (url: string) => string) =>
  class extends Request {
    constructor(input: string | URL | Request, init?: RequestInit) {
      super(sign(String(input)), init)
    }
  }
