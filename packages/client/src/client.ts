import type {
  Image,
  ImageCreate,
  ImageList,
  ImagePatch,
  ImageSchema,
  ImagesSchema,
  MemberSchema,
  MembersSchema,
  paths,
  TaskSchema,
  TasksSchema,
  VersionList,
} from '@vitrine/api-types'
import createApi, { type Client } from 'openapi-fetch'
import { createFetch } from '#platform/fetch'
import { createTransport } from '#platform/transport'
import { type CallOptions, createCall } from './call.ts'
import { type ImageChanges, toPatch } from './image-changes.ts'
import { createImageData, type ImageData } from './image-data.ts'
import { createInformation, type Information } from './information.ts'
import { createImageLinks, type ImageLinks } from './links.ts'
import { createImageLocations, type ImageLocations } from './locations.ts'
import { createImageMembers, type ImageMembers } from './members.ts'
import { type ImageQuery, pagesOf } from './pages.ts'
import { fillPath } from './path.ts'
import { rootOf } from './root.ts'
import { createImageTags, type ImageTags } from './tags.ts'
import { createTasks, type Tasks } from './tasks.ts'
import { createTokens, type TokenSource, type Tokens } from './token.ts'
import type { TlsOptions } from './transport.ts'
import { createImageApiV1, type ImageApiV1 } from './v1/image-api.ts'

export interface ImageClientOptions {
  /** Where the service is, with or without `/v2` or `/v1`. */
  readonly baseUrl: string
  /** Left out for servers that ask for none. */
  readonly token?: TokenSource | undefined
  /** Instead of the global one; in Node image data does not go through it. */
  readonly fetch?: typeof globalThis.fetch | undefined
  readonly tls?: TlsOptions | undefined
}

/** An image with its custom properties, which stand beside the known ones. */
export type ImageRecord = Image & { readonly [property: string]: unknown }

/** What to make an image of. Names that are not known make custom properties. */
export type NewImage = ImageCreate & { readonly [property: string]: unknown }

export interface ImageClient {
  readonly images: {
    create(image: NewImage, options?: CallOptions): Promise<ImageRecord>
    show(id: string, options?: CallOptions): Promise<ImageRecord>
    /** By a JSON patch, or by what it shall do. */
    update(id: string, changes: ImagePatch | ImageChanges, options?: CallOptions): Promise<ImageRecord>
    delete(id: string, options?: CallOptions): Promise<void>
    /** Takes its data out of use for all but administrators. Nothing changes when that is so already. */
    deactivate(id: string, options?: CallOptions): Promise<void>
    /** Puts its data back into use. Nothing changes when it is in use. */
    reactivate(id: string, options?: CallOptions): Promise<void>
    /** All images that fit, fetched a page at a time as they are asked for. */
    list(query?: ImageQuery, options?: CallOptions): AsyncIterable<ImageRecord>
    pages(query?: ImageQuery, options?: CallOptions): AsyncIterable<ImageList>
  }
  readonly data: ImageData
  readonly tags: ImageTags
  readonly locations: ImageLocations
  readonly links: ImageLinks
  readonly members: ImageMembers
  readonly tasks: Tasks
  readonly info: Information
  /** The same images by the API before, for servers that have no other. */
  readonly v1: ImageApiV1
  readonly schemas: {
    image(options?: CallOptions): Promise<ImageSchema>
    images(options?: CallOptions): Promise<ImagesSchema>
    member(options?: CallOptions): Promise<MemberSchema>
    members(options?: CallOptions): Promise<MembersSchema>
    task(options?: CallOptions): Promise<TaskSchema>
    tasks(options?: CallOptions): Promise<TasksSchema>
  }
  versions(options?: CallOptions): Promise<VersionList['versions']>
  /** `OK`, or an `ApiError` of status 503. */
  health(options?: CallOptions): Promise<string>
  /** Every operation of the spec, with the token and without the rest: refusals are returned, not thrown. */
  readonly api: Client<paths>
}

export function createImageClient(options: ImageClientOptions): ImageClient {
  const { baseUrl, token, tls, fetch = createFetch(tls) } = options
  // Catalogues list endpoints with and without the version.
  const root = rootOf(baseUrl, /\/v[12](\.\d+)?$/)
  const tokens = createTokens(token)
  const access = { baseUrl: root, tokens, transport: createTransport({ fetch, tls }) }
  const api = createApi<paths>({
    baseUrl: root,
    headers: { Accept: 'application/json' },
    // A token must not follow a redirect to another host.
    redirect: 'manual',
    pathSerializer: fillPath,
    fetch: fetchWithToken(fetch, tokens),
  })

  const call = createCall(root)
  const at = (id: string) => ({ params: { path: { image_id: id } } })
  const show = (id: string, options: CallOptions = {}) =>
    call<Image>('showImage', options, (init) => api.GET('/v2/images/{image_id}', { ...at(id), ...init }))
  const pages = (query: ImageQuery = {}, options: CallOptions = {}) =>
    pagesOf(query, (page) =>
      call<ImageList>('listImages', options, (init) =>
        api.GET('/v2/images', { params: { query: page as never }, ...init }),
      ),
    )

  return {
    images: {
      create: (body, options = {}) =>
        call<Image>('createImage', options, (init) =>
          api.POST('/v2/images', { body, ...init }),
        ) as Promise<ImageRecord>,
      show: show as (...args: Parameters<typeof show>) => Promise<ImageRecord>,
      update: (id, changes, options = {}) =>
        call<Image>('updateImage', options, (init) =>
          api.PATCH('/v2/images/{image_id}', {
            ...at(id),
            ...init,
            headers: { 'Content-Type': 'application/openstack-images-v2.1-json-patch' },
            body: isPatch(changes) ? changes : toPatch(changes),
          }),
        ) as Promise<ImageRecord>,
      delete: (id, options = {}) =>
        call<void>('deleteImage', options, (init) => api.DELETE('/v2/images/{image_id}', { ...at(id), ...init })),
      deactivate: (id, options = {}) =>
        call<void>('deactivateImage', options, (init) =>
          api.POST('/v2/images/{image_id}/actions/deactivate', { ...at(id), ...init }),
        ),
      reactivate: (id, options = {}) =>
        call<void>('reactivateImage', options, (init) =>
          api.POST('/v2/images/{image_id}/actions/reactivate', { ...at(id), ...init }),
        ),
      async *list(query, options) {
        for await (const page of pages(query, options)) yield* page.images as ImageRecord[]
      },
      pages,
    },
    data: createImageData({ ...access, show }),
    tags: createImageTags({ api, call }),
    locations: createImageLocations({ api, call }),
    links: createImageLinks({ api, call }),
    members: createImageMembers({ api, call }),
    tasks: createTasks({ api, call }),
    info: createInformation({ api, call }),
    v1: createImageApiV1({ api, call, ...access }),
    schemas: {
      image: (options = {}) => call('showImageSchema', options, (init) => api.GET('/v2/schemas/image', init)),
      images: (options = {}) => call('showImagesSchema', options, (init) => api.GET('/v2/schemas/images', init)),
      member: (options = {}) => call('showMemberSchema', options, (init) => api.GET('/v2/schemas/member', init)),
      members: (options = {}) => call('showMembersSchema', options, (init) => api.GET('/v2/schemas/members', init)),
      task: (options = {}) => call('showTaskSchema', options, (init) => api.GET('/v2/schemas/task', init)),
      tasks: (options = {}) => call('showTasksSchema', options, (init) => api.GET('/v2/schemas/tasks', init)),
    },
    versions: async (options = {}) =>
      (await call<VersionList>('listVersions', options, (init) => api.GET('/versions', init))).versions,
    health: (options = {}) =>
      call<string>('showHealth', options, (init) => api.GET('/healthcheck', { ...init, ...asText })),
    api,
  }
}

/** Asked for JSON, some servers answer with a report. */
const asText = { headers: { Accept: 'text/plain' }, parseAs: 'text' } as const

const isPatch = (changes: ImagePatch | ImageChanges): changes is ImagePatch => Array.isArray(changes)

/** A 401 is answered once with a new token, if there is a way to get one and the body is not a stream. */
function fetchWithToken(fetch: typeof globalThis.fetch, tokens: Tokens): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.headers.has('x-auth-token')) return fetch(request)
    const streamed = request.headers.get('content-type') === 'application/octet-stream'
    const again = tokens.renewable && !streamed ? request.clone() : undefined
    const token = await tokens.current()
    if (token !== undefined) request.headers.set('x-auth-token', token)
    const response = await fetch(request)
    const renewed = response.status === 401 && again ? await tokens.renew(token) : undefined
    if (renewed === undefined || again === undefined) return response
    await response.body?.cancel()
    again.headers.set('x-auth-token', renewed)
    return fetch(again)
  }
}
