import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  apiVersions,
  type Handler,
  type Handlers,
  type HeaderParams,
  type Image,
  type ImageCreate,
  type ImageList,
  type ImageV1,
  type JsonBody,
  type JsonOperationId,
  type MemberV1Update,
  type OperationId,
  type OperationRequest,
  openapiDocument,
  operations,
  type PathParams,
  type QueryParams,
  type Reply,
  type ReplyHeaders,
  type UForgeApiKeyPairCreate,
  type UForgeApplianceCreate,
  type UForgeImage,
  type UForgeImages,
} from './index.ts'

const image = {} as Image

describe('the types of an operation', () => {
  it('offer the parameters of the spec', () => {
    expectTypeOf<PathParams<'showImage'>>().toEqualTypeOf<{ image_id: string }>()
    expectTypeOf<QueryParams<'listImages'>['tag']>().toEqualTypeOf<string[] | undefined>()
    expectTypeOf<QueryParams<'listImages'>['limit']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<HeaderParams<'downloadImageData'>>().toHaveProperty('content-range')
    expectTypeOf<PathParams<'createImage'>>().toEqualTypeOf<Record<never, never>>()
  })

  it('have any name where the spec has one that ends in `*`', () => {
    expectTypeOf<HeaderParams<'createImageV1'>['x-image-meta-property-kernel_id']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<HeaderParams<'createImageV1'>>().not.toHaveProperty('x-image-meta-kernel_id')
    expectTypeOf<QueryParams<'listImagesV1'>['property-kernel_id']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<QueryParams<'listImagesV1'>['limit']>().toEqualTypeOf<string | undefined>()
    type Shown = ReplyHeaders<'showImageMetadataV1', 200>
    expectTypeOf<Shown['x-image-meta-property-kernel_id']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<Shown['x-image-meta-min_ram']>().toEqualTypeOf<number>()
    expectTypeOf<Shown['x-image-meta-protected']>().toEqualTypeOf<'True' | 'False'>()
    expectTypeOf<Shown>().not.toHaveProperty('x-image-meta-kernel_id')
  })

  it('say what a request carries', () => {
    expectTypeOf<JsonBody<'createImage'>>().toEqualTypeOf<ImageCreate>()
    expectTypeOf<OperationRequest<'createImage'>['body']>().toEqualTypeOf<ImageCreate>()
    expectTypeOf<OperationRequest<'uploadImageData'>['body']>().toEqualTypeOf<AsyncIterable<Uint8Array>>()
    expectTypeOf<OperationRequest<'showImage'>['body']>().toEqualTypeOf<undefined>()
    expectTypeOf<OperationRequest<'updateImage'>['headers']['content-type']>().toEqualTypeOf<
      'application/openstack-images-v2.0-json-patch' | 'application/openstack-images-v2.1-json-patch'
    >()
    expectTypeOf<OperationRequest<'showImage', { caller: 'me' }>['caller']>().toEqualTypeOf<'me'>()
  })

  it('say where a request may do without a body, or has none', () => {
    expectTypeOf<OperationRequest<'createImageV1'>['body']>().toEqualTypeOf<AsyncIterable<Uint8Array> | undefined>()
    expectTypeOf<OperationRequest<'putMemberV1'>['body']>().toEqualTypeOf<MemberV1Update | undefined>()
    expectTypeOf<JsonBody<'putMemberV1'>>().toEqualTypeOf<MemberV1Update>()
    expectTypeOf<OperationRequest<'createImageV1'>['headers']>().not.toHaveProperty('content-type')
    expectTypeOf<
      Extract<JsonOperationId, 'createImageV1' | 'deleteImageV1' | 'putMemberV1'>
    >().toEqualTypeOf<'putMemberV1'>()
    expectTypeOf<OperationRequest<'deleteImageV1'>['body']>().toEqualTypeOf<undefined>()
  })

  it('have a document as the object itself, whatever is around it in JSON', () => {
    expectTypeOf<OperationRequest<'createAppliance'>['body']>().toEqualTypeOf<UForgeApplianceCreate>()
    expectTypeOf<OperationRequest<'createApiKeyPair'>['body']>().toEqualTypeOf<UForgeApiKeyPairCreate | undefined>()
    expectTypeOf<Extract<Reply<'generateMachineImage'>, { status: 201 }>['body']>().toEqualTypeOf<UForgeImage>()
    expectTypeOf<Extract<Reply<'listMachineImages'>, { status: 200 }>['body']>().toEqualTypeOf<UForgeImages>()
    expectTypeOf<Extract<Reply<'listMachineImages'>, { status: 304 }>>().not.toHaveProperty('body')
    expectTypeOf<Extract<Reply<'downloadMachineImage'>, { status: 200 }>['body']>().toEqualTypeOf<
      AsyncIterable<Uint8Array>
    >()
    expectTypeOf<Extract<JsonOperationId, 'createAppliance' | 'uploadImageData'>>().toEqualTypeOf<'createAppliance'>()
  })

  it('leave out of a new image what only the server sets', () => {
    // @ts-expect-error: the size of an image is not the caller's to set.
    const refused: ImageCreate = { size: 5 }
    expect(refused).toBeDefined()
  })

  it('list the answers of the spec below 400', () => {
    expectTypeOf<Reply<'downloadImageData'>['status']>().toEqualTypeOf<200 | 204 | 206>()
    expectTypeOf<Reply<'deleteImage'>['status']>().toEqualTypeOf<204>()
    expectTypeOf<Reply<'listVersionsRoot'>['status']>().toEqualTypeOf<300>()
    expectTypeOf<Extract<Reply<'downloadImageData'>, { status: 206 }>['body']>().toEqualTypeOf<
      AsyncIterable<Uint8Array>
    >()
    expectTypeOf<Reply<'showHealth'>['body']>().toEqualTypeOf<string>()
    expectTypeOf<Reply<'listImages'>['body']>().toEqualTypeOf<ImageList>()
    expectTypeOf<Reply<'deleteImage'>>().not.toHaveProperty('body')
    expectTypeOf<Reply<'updateImageV1'>['body']>().toEqualTypeOf<{ image: ImageV1 }>()
  })

  it('want the headers that the spec wants', () => {
    const location = { Location: 'http://127.0.0.1:9292/v2/images/x' }
    const good: Reply<'createImage'> = { status: 201, headers: location, body: image }
    // @ts-expect-error: a new image has a Location.
    const bare: Reply<'createImage'> = { status: 201, body: image }
    // @ts-expect-error: the spec has no such header.
    const extra: Reply<'createImage'> = { status: 201, headers: { ...location, Locatoin: '' }, body: image }
    expect([good, bare, extra]).toHaveLength(3)
    expectTypeOf<ReplyHeaders<'downloadImageData', 200>>().toEqualTypeOf<{
      'Content-Length': number
      'Content-MD5'?: string | undefined
      'Accept-Ranges'?: string | undefined
      ETag?: string | undefined
      'X-Content-Type-Options'?: string | undefined
      'X-Openstack-Request-Id'?: string | undefined
    }>()
  })

  it('refuse a status that the spec lacks', () => {
    // @ts-expect-error: an image is shown with 200.
    const wrong: Handler<'showImage'> = async () => ({ status: 202, body: image })
    // @ts-expect-error: a refusal is thrown, not returned.
    const refusal: Reply<'showImage'> = { status: 404, body: image }
    expect([wrong, refusal]).toHaveLength(2)
  })

  it('refuse a misspelt field of a reply', () => {
    const page: Reply<'listImages'> = { status: 200, body: { images: [], first: '', schema: '' } }
    // @ts-expect-error: it is `images`.
    const wrong: Handler<'listImages'> = async () => ({ status: 200, body: { image: [], first: '', schema: '' } })
    // @ts-expect-error: it is `next`.
    const extra: Reply<'listImages'> = { status: 200, body: { images: [], first: '', schema: '', nxet: '' } }
    expect([page, wrong, extra]).toHaveLength(3)
  })

  it('want a handler for every operation', () => {
    const showImage: Handler<'showImage', { caller: string }> = async ({ path, caller }) => ({
      status: 200,
      body: { ...image, id: path.image_id, owner: caller },
    })
    const some = { showImage } satisfies Pick<Handlers<{ caller: string }>, 'showImage'>
    // @ts-expect-error: the other operations are missing.
    const all: Handlers<{ caller: string }> = some
    expect(all).toBeDefined()
  })
})

describe('the operation table', () => {
  it('has the operations of the document', () => {
    const METHODS = ['get', 'head', 'put', 'post', 'delete', 'patch']
    const described = Object.entries(openapiDocument.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method] as { operationId: string; responses: object } | undefined
        if (operation === undefined) return []
        return [[operation.operationId, method.toUpperCase(), path, Object.keys(operation.responses)]]
      }),
    )
    const listed = Object.entries(operations).map(([id, { method, path, statuses }]) => [
      id,
      method,
      path,
      Object.keys(statuses),
    ])
    expect(listed).toEqual(described)
  })

  it('has the same operations as the types', () => {
    expectTypeOf<keyof typeof operations>().toEqualTypeOf<OperationId>()
  })

  it('gives every status a meaning', () => {
    for (const { statuses } of Object.values(operations)) {
      for (const meaning of Object.values(statuses)) expect(meaning).not.toBe('')
    }
  })

  it('asks for credentials everywhere but in discovery, on the way to a token, and where there are links', () => {
    const open = Object.entries(operations).filter(
      ([, { authenticated, tag }]) => !authenticated && tag !== 'Discovery',
    )
    expect(open.map(([id]) => id)).toEqual([
      'downloadLinkedImageData',
      'listIdentityVersions',
      'showIdentityVersion',
      'createToken',
      'showServiceStatus',
      'downloadMachineImage',
      'downloadMachineImageFile',
    ])
  })

  it('says which credentials are looked at: tokens, or what UForge has in their place', () => {
    expect(operations.showImage.credentials).toEqual(['token'])
    expect(operations.showServiceStatus.credentials).toEqual([])
    for (const id of ['showMachineImage', 'downloadMachineImage'] as const) {
      expect(operations[id].credentials).toEqual(['basic', 'apiKey', 'signature'])
    }
  })

  it('says which types answers have', () => {
    expect(operations.generateMachineImage.answerTypes).toEqual(['application/xml', 'application/json'])
    expect(operations.downloadMachineImage.answerTypes).toEqual(['application/gzip'])
    expect(operations.deleteMachineImage.answerTypes).toEqual([])
  })

  it('takes all that an operation of ours answers for an extension', () => {
    const { extensions, statuses } = operations.createImageLink
    expect(extensions).toEqual(Object.keys(statuses).map(Number))
  })
})

describe('the list of API versions', () => {
  it('goes from 2.18 down to 2.0, and then there are 1.1 and 1.0', () => {
    const second = Array.from({ length: 19 }, (_, minor) => `v2.${18 - minor}`)
    expect(apiVersions.map(({ id }) => id)).toEqual([...second, 'v1.1', 'v1.0'])
  })

  it('says where each version is, and that the first is old', () => {
    for (const { id, path, status } of apiVersions) {
      expect([id, path, status]).toEqual([id, id.split('.')[0], path === 'v1' ? 'DEPRECATED' : 'SUPPORTED'])
    }
  })
})
