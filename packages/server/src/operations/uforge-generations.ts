import type { Handlers } from '@vitrine/api-types'
import { type MachineImage, targetFormat } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { loggedIn } from '../http/uforge/logged-in.ts'
import type { UForgeApi } from '../http/uforge/uforge-api.ts'
import { toFlag, toIdFilter } from '../wire/uforge/list-query.ts'
import { toGenerationSettings, toMachineImage } from '../wire/uforge/machine-image.ts'
import { toStatus } from '../wire/uforge/status.ts'
import { locationOf, toId, toMachineImagePath } from '../wire/uforge/uris.ts'
import type { FindUser } from './uforge-users.ts'

type GenerationOperationId =
  | 'generateMachineImage'
  | 'regenerateMachineImage'
  | 'cancelMachineImageGeneration'
  | 'showMachineImageStatus'
  | 'listMachineImageStatuses'
  | 'listUserMachineImageStatuses'

export const uforgeGenerationOperations = ({
  uforge: { machineImages },
  findUser,
}: {
  uforge: Pick<UForgeApi, 'machineImages'>
  findUser: FindUser
}) =>
  ({
    generateMachineImage: async ({ path, body, baseUrl, requestId, ...request }) => {
      const wanted = toGenerationSettings(body)
      const by = { ...loggedIn(request), requestId }
      return ticket(await machineImages.generate(path.uid, toId(path.aid), wanted, by), baseUrl)
    },

    regenerateMachineImage: async ({ path, query, baseUrl, requestId, ...request }) => {
      const force = toFlag('force', query.force)
      const by = { ...loggedIn(request), requestId }
      return ticket(await machineImages.regenerate(toMachineImagePath(path), { force }, by), baseUrl)
    },

    cancelMachineImageGeneration: async ({ path, ...request }) => {
      await machineImages.cancel(toMachineImagePath(path), loggedIn(request))
      return { status: 204 }
    },

    showMachineImageStatus: async ({ path, ...request }) => ({
      status: 200,
      body: toStatus(await machineImages.show(toMachineImagePath(path), loggedIn(request))),
    }),

    listMachineImageStatuses: async ({ path, ...request }) => ({
      status: 200,
      body: statusesOf(await machineImages.list(path.uid, toId(path.aid), loggedIn(request))),
    }),

    listUserMachineImageStatuses: async ({ path, query, ...request }) => {
      const who = loggedIn(request)
      const all = await machineImages.listAll(path.uid, who)
      if (all.length === 0) await findUser(path.uid, who)
      return { status: 200, body: statusesOf(all.filter(toIdFilter(query.img))) }
    },
  }) satisfies Pick<Handlers<HandlerContext>, GenerationOperationId>

/** What is given for a generation that goes on: there is nothing to download yet. */
function ticket(machineImage: MachineImage, baseUrl: string) {
  const body = toMachineImage({ machineImage, format: targetFormat(machineImage.targetFormat) })
  return { status: 201 as const, headers: { Location: locationOf(body.uri, baseUrl) }, body }
}

function statusesOf(machineImages: readonly MachineImage[]) {
  return { total: machineImages.length, statuses: { status: machineImages.map(toStatus) } }
}
