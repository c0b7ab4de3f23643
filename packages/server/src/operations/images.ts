import type { Handlers } from '@vitrine/api-types'
import {
  type ImageLocationService,
  type ImageService,
  parsePatch,
  patchImage,
  type ServiceInformation,
  type Stores,
} from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import type { AttributeSchema } from '../wire/attribute-schema.ts'
import { createImageWire, fromWire } from '../wire/image.ts'
import { parseImageQuery } from '../wire/image-query.ts'
import { pageLinks } from '../wire/links.ts'
import { toLocationChange } from '../wire/location.ts'

export const imageOperations = ({
  images,
  locations,
  stores,
  information,
  attributes,
}: {
  images: ImageService
  locations: ImageLocationService
  stores: Stores
  information: ServiceInformation
  attributes: AttributeSchema
}) => {
  const { toWire } = createImageWire({ stores, attributes, locations })
  const { importMethods } = information
  return {
    createImage: async ({ body, caller, baseUrl }) => {
      const image = await images.create(fromWire(body, attributes), caller)
      const headers = {
        Location: `${baseUrl}/v2/images/${image.id}`,
        ...(importMethods.length > 0 && { 'OpenStack-image-import-methods': importMethods.join(',') }),
        ...(stores.several && { 'OpenStack-image-store-ids': stores.writableIds.join(',') }),
      }
      return { status: 201, headers, body: toWire(image, caller) }
    },

    listImages: async ({ search, caller }) => {
      const { limit, ...query } = parseImageQuery(search)
      // One more than asked for tells whether there is a next page.
      const found = await images.list({ ...query, limit: limit + 1 }, caller)
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        status: 200,
        body: {
          images: page.map((image) => toWire(image, caller)),
          ...pageLinks('/v2/images', search, last?.id),
          schema: '/v2/schemas/images',
        },
      }
    },

    showImage: async ({ path, caller }) => ({
      status: 200,
      body: toWire(await images.show(path.image_id, caller), caller),
    }),

    updateImage: async ({ path, headers, body, caller, signal }) => {
      const dialect = headers['content-type'] === 'application/openstack-images-v2.0-json-patch' ? 'v2.0' : 'v2.1'
      const items = parsePatch(body, dialect)
      const change = locations.changer(caller, signal)
      const image = await images.update(path.image_id, caller, (current) =>
        patchImage(current, items, dialect, {
          checkValue: attributes.check,
          changeLocations: (patched, item) => change(patched, toLocationChange(item)),
        }),
      )
      return { status: 200, body: toWire(image, caller) }
    },

    deleteImage: async ({ path, caller }) => {
      await images.delete(path.image_id, caller)
      return { status: 204 }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'createImage' | 'listImages' | 'showImage' | 'updateImage' | 'deleteImage'>
}
