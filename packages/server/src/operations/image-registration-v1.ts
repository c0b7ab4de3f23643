import type { Handlers } from '@vitrine/api-types'
import type { Caller, ImageRegistrationService, Policy, Stores } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import type { Metrics } from '../metrics.ts'
import type { AttributeSchema } from '../wire/attribute-schema.ts'
import { toDataOrigin } from '../wire/data-origin-v1.ts'
import { changeImage, toNewImage } from '../wire/image-changes-v1.ts'
import { describeImage, isTrue } from '../wire/image-description-v1.ts'
import { toDetail, toETag } from '../wire/image-v1.ts'

/** Records together with their data: in headers, and in the body. */
export const imageRegistrationOperationsV1 = ({
  registration,
  policy,
  stores,
  metrics,
  attributes,
}: {
  registration: ImageRegistrationService
  policy: Policy
  stores: Stores
  metrics: Metrics
  attributes: AttributeSchema
}) => {
  const whileReading = <T>(body: AsyncIterable<Uint8Array> | undefined, work: () => Promise<T>): Promise<T> =>
    body ? metrics.track('in', work) : work()

  function describe(
    headers: Parameters<typeof describeImage>[0],
    operation: 'createImageV1' | 'updateImageV1',
    caller: Caller,
  ) {
    const described = describeImage(headers, operation, { isAdmin: policy.isAdmin(caller) })
    if (described.store !== undefined) stores.assertKnown(described.store)
    return described
  }

  return {
    createImageV1: async ({ headers, body, contentLength, caller, requestId, signal }) => {
      const described = describe(headers, 'createImageV1', caller)
      const wanted = toNewImage(described, attributes)
      const { size, checksum } = described
      const given = toDataOrigin(described, { body, contentLength })
      const origin = given ?? (size === 0 ? { kind: 'empty', checksum } : undefined)
      const image = await whileReading(body, () => registration.create(wanted, origin, { requestId, signal }, caller))
      return {
        status: 201,
        headers: { Location: `/v1/images/${image.id}`, ...toETag(image) },
        body: { image: toDetail(image) },
      }
    },

    updateImageV1: async ({ path, headers, body, contentLength, caller, requestId, signal }) => {
      const described = describe(headers, 'updateImageV1', caller)
      // Data that follows its record later comes without the properties of the record.
      const purge = !body && isTrue(headers['x-glance-registry-purge-props'] ?? 'true')
      const change = changeImage(described, { schema: attributes, purge })
      const origin = toDataOrigin(described, { body, contentLength })
      const image = await whileReading(body, () =>
        registration.update(path.image_id, change, origin, { requestId, signal }, caller),
      )
      return { status: 200, headers: toETag(image), body: { image: toDetail(image) } }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'createImageV1' | 'updateImageV1'>
}
