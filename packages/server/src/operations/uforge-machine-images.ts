import type { Handlers } from '@vitrine/api-types'
import { type LoggedIn, type MachineImage, targetFormat } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { codec } from '../http/uforge/documents.ts'
import { loggedIn } from '../http/uforge/logged-in.ts'
import type { UForgeApi } from '../http/uforge/uforge-api.ts'
import { selectItems, toIdFilter } from '../wire/uforge/list-query.ts'
import { toMachineImage } from '../wire/uforge/machine-image.ts'
import { toId, toMachineImagePath } from '../wire/uforge/uris.ts'
import type { FindUser } from './uforge-users.ts'

type MachineImageOperationId =
  | 'listMachineImages'
  | 'listUserMachineImages'
  | 'showMachineImage'
  | 'listMachineImagePackages'
  | 'deleteMachineImage'
  | 'deleteAllMachineImages'

/** Of how they are downloaded: nobody finds out a key by comparing with it, and the digest goes with the key. */
const UNLISTED = new Set(['digest', 'downloadKey', 'downloadUri'])

/** Lists go by what machine images are. */
const looks = {
  fields: new Map([...codec.fields('UForgeImage')].filter(([name]) => !UNLISTED.has(name))),
  describe: (machineImage: MachineImage) =>
    toMachineImage({ machineImage, format: targetFormat(machineImage.targetFormat) }),
}

export const uforgeMachineImageOperations = ({
  uforge: { machineImages },
  findUser,
}: {
  uforge: Pick<UForgeApi, 'machineImages'>
  findUser: FindUser
}) => {
  /** With a link, where there is something to download: that makes one where there is none. */
  async function describe(machineImage: MachineImage, who: LoggedIn) {
    const link = await machineImages.downloadLink(machineImage, who)
    return toMachineImage({ machineImage, format: targetFormat(machineImage.targetFormat), link })
  }

  const describeAll = async (images: readonly MachineImage[], who: LoggedIn) => ({
    image: await Promise.all(images.map((machineImage) => describe(machineImage, who))),
  })

  return {
    listMachineImages: async ({ path, query, ...request }) => {
      const who = loggedIn(request)
      const all = await machineImages.list(path.uid, toId(path.aid), who)
      const { total, page } = selectItems(all, query, looks)
      return { status: 200, body: { total, images: await describeAll(page, who) } }
    },

    listUserMachineImages: async ({ path, query, ...request }) => {
      const who = loggedIn(request)
      const all = await machineImages.listAll(path.uid, who)
      if (all.length === 0) await findUser(path.uid, who)
      const images = all.filter(toIdFilter(query.img))
      return { status: 200, body: { total: images.length, images: await describeAll(images, who) } }
    },

    showMachineImage: async ({ path, ...request }) => {
      const who = loggedIn(request)
      return { status: 200, body: await describe(await machineImages.show(toMachineImagePath(path), who), who) }
    },

    // Nobody looks into disks for packages.
    listMachineImagePackages: async ({ path, ...request }) => {
      await machineImages.show(toMachineImagePath(path), loggedIn(request))
      return { status: 200, body: { total: 0, imagePkgs: { imagePkg: [] } } }
    },

    deleteMachineImage: async ({ path, ...request }) => {
      await machineImages.delete(toMachineImagePath(path), loggedIn(request))
      return { status: 204 }
    },

    deleteAllMachineImages: async ({ path, ...request }) => {
      await machineImages.deleteAll(path.uid, toId(path.aid), loggedIn(request))
      return { status: 204 }
    },
  } satisfies Pick<Handlers<HandlerContext>, MachineImageOperationId>
}
