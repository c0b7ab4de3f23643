import type { Handlers } from '@vitrine/api-types'
import type { ImageLocationService, Stores } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { createLocationWire, toNewLocation } from '../wire/location.ts'

export const imageLocationOperations = ({ locations, stores }: { locations: ImageLocationService; stores: Stores }) => {
  const toWire = createLocationWire(stores)
  return {
    listImageLocations: async ({ path, caller }) => {
      const found = await locations.list(path.image_id, caller)
      return { status: 200, body: found.map(toWire) }
    },

    addImageLocation: async ({ path, body, caller, requestId }) => {
      await locations.add(path.image_id, toNewLocation(body), requestId, caller)
      return { status: 202 }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'listImageLocations' | 'addImageLocation'>
}
