import type { UForgeImage, UForgeInstallProfile, UForgeStatus } from '@vitrine/api-types'
import type { CallOptions } from '../call.ts'
import type { DbId, UForgeAccess } from './access.ts'
import type { ForceOptions, UForgeQuery } from './list-query.ts'
import { createWatch, STATUS, type WatchOptions } from './watch.ts'

export interface NewMachineImage {
  /** Name of one of `targetFormats`, such as `QCOW2`. */
  readonly targetFormat: string
  /** Whether to pack it into a `.tar.gz`, without which it cannot be downloaded here; true when left out. */
  readonly compress?: boolean | undefined
  /** What machines get; `memorySize`, `diskSize` and `swapSize` are in MB. */
  readonly installProfile?: UForgeInstallProfile | undefined
}

/** Disks that are made from appliances, in a format of one's choice. */
export interface MachineImages {
  /** Begins to make one. How that goes `watch` tells. */
  generate(applianceId: DbId, machineImage: NewMachineImage, options?: CallOptions): Promise<UForgeImage>
  /** Begins to make another one like it; while that is being generated itself, only by force. */
  regenerate(applianceId: DbId, id: DbId, options?: CallOptions & ForceOptions): Promise<UForgeImage>
  list(applianceId: DbId, query?: UForgeQuery, options?: CallOptions): Promise<UForgeImage[]>
  /** Those of all appliances. */
  listAll(options?: CallOptions): Promise<UForgeImage[]>
  show(applianceId: DbId, id: DbId, options?: CallOptions): Promise<UForgeImage>
  /** At most one of `complete`, `error` and `cancelled` is true, and none while it goes on. */
  status(applianceId: DbId, id: DbId, options?: CallOptions): Promise<UForgeStatus>
  /**
   * Waits until it is generated, and shows it then. A generation that fails or is cancelled is a `GenerationError`. A
   * server that is away for half a minute, to be restarted for one, does not matter.
   */
  watch(applianceId: DbId, id: DbId, options?: WatchOptions): Promise<UForgeImage>
  /** Ends the generation; that of one that was cancelled before already is. */
  cancel(applianceId: DbId, id: DbId, options?: CallOptions): Promise<void>
  /** Deletes its file too, and the image of the catalogue that it is. A generation is cancelled first. */
  delete(applianceId: DbId, id: DbId, options?: CallOptions): Promise<void>
  deleteAll(applianceId: DbId, options?: CallOptions): Promise<void>
  /**
   * The URL that downloads the file once, for whoever has it: see `downloadLink`. Undefined while there is nothing to
   * download. When it was used, `show` has another.
   */
  linkTo(machineImage: UForgeImage): string | undefined
}

const ALL = '/api/users/{uid}/images'
const IMAGES = '/api/users/{uid}/appliances/{aid}/images'
const IMAGE = '/api/users/{uid}/appliances/{aid}/images/{itid}'

/** `base` is the address that URIs in documents are relative to. */
export function createMachineImages(access: UForgeAccess, base: string): MachineImages {
  const { api, call, ask, uid } = access
  const of = (aid: DbId) => ({ path: { uid, aid: String(aid) } })
  const at = (aid: DbId, itid: DbId) => ({ path: { uid, aid: String(aid), itid: String(itid) } })

  const show: MachineImages['show'] = (applianceId, id, options = {}) =>
    ask('showMachineImage', 'image', options, (init) => api.GET(IMAGE, { params: at(applianceId, id), ...init }))

  const status: MachineImages['status'] = (applianceId, id, options = {}) =>
    ask('showMachineImageStatus', 'status', options, (init) =>
      api.GET(STATUS, { params: at(applianceId, id), ...init }),
    )

  return {
    generate: (applianceId, { targetFormat, compress = true, installProfile }, options = {}) =>
      ask('generateMachineImage', 'image', options, (init) =>
        api.POST(IMAGES, {
          params: of(applianceId),
          body: {
            image: { targetFormat: { name: targetFormat }, compress, ...(installProfile && { installProfile }) },
          },
          ...init,
        }),
      ),

    regenerate: (applianceId, id, { force = false, ...options } = {}) =>
      ask('regenerateMachineImage', 'image', options, (init) =>
        api.POST(IMAGE, { params: { ...at(applianceId, id), query: { force: String(force) } }, ...init }),
      ),

    async list(applianceId, query = {}, options = {}) {
      const { images } = await ask('listMachineImages', 'images', options, (init) =>
        api.GET(IMAGES, { params: { ...of(applianceId), query: query as never }, ...init }),
      )
      return images.image
    },

    async listAll(options = {}) {
      const { images } = await ask('listUserMachineImages', 'images', options, (init) =>
        api.GET(ALL, { params: { path: { uid } }, ...init }),
      )
      return images.image
    },

    show,
    status,
    watch: createWatch(access, { show, status }),

    cancel: (applianceId, id, options = {}) =>
      call<void>('cancelMachineImageGeneration', options, (init) =>
        api.DELETE(STATUS, { params: at(applianceId, id), ...init }),
      ),

    delete: (applianceId, id, options = {}) =>
      call<void>('deleteMachineImage', options, (init) => api.DELETE(IMAGE, { params: at(applianceId, id), ...init })),

    deleteAll: (applianceId, options = {}) =>
      call<void>('deleteAllMachineImages', options, (init) => api.DELETE(IMAGES, { params: of(applianceId), ...init })),

    linkTo: ({ downloadUri }) => (downloadUri === undefined ? undefined : `${base}${downloadUri}`),
  }
}
