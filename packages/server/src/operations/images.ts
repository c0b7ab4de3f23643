import type { Handlers } from '@vitrine/api-types'
import { applyPatch, type ImageService, parsePatch } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { checkAttribute } from '../wire/attribute-schema.ts'
import { fromWire, toWire } from '../wire/image.ts'
import { parseImageQuery } from '../wire/image-query.ts'
import { pageLinks } from '../wire/links.ts'

export const imageOperations = ({ images }: { images: ImageService }) =>
  ({
    createImage: async ({ body, caller, baseUrl }) => {
      const image = await images.create(fromWire(body), caller)
      return { status: 201, headers: { Location: `${baseUrl}/v2/images/${image.id}` }, body: toWire(image) }
    },

    listImages: async ({ search, caller }) => {
      const { limit, ...query } = parseImageQuery(search)
      // One more than asked for tells whether there is a next page.
      const found = await images.list({ ...query, limit: limit + 1 }, caller)
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        status: 200,
        body: { images: page.map(toWire), ...pageLinks('/v2/images', search, last?.id), schema: '/v2/schemas/images' },
      }
    },

    showImage: async ({ path, caller }) => ({ status: 200, body: toWire(await images.show(path.image_id, caller)) }),

    updateImage: async ({ path, headers, body, caller }) => {
      const dialect = headers['content-type'] === 'application/openstack-images-v2.0-json-patch' ? 'v2.0' : 'v2.1'
      const items = parsePatch(body, dialect)
      const image = await images.update(path.image_id, caller, (current) =>
        applyPatch(current, items, dialect, checkAttribute),
      )
      return { status: 200, body: toWire(image) }
    },

    deleteImage: async ({ path, caller }) => {
      await images.delete(path.image_id, caller)
      return { status: 204 }
    },
  }) satisfies Pick<
    Handlers<HandlerContext>,
    'createImage' | 'listImages' | 'showImage' | 'updateImage' | 'deleteImage'
  >
