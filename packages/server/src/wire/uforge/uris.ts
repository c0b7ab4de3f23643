import type { PathParams } from '@vitrine/api-types'
import type { Appliance, MachineImage, MachineImagePath } from '@vitrine/core'

/** URIs in documents are relative to the API, without a slash in front: clients recognise them from the first character. */
export function userUri(name: string): string {
  // Login names often are mail addresses, and paths may have the sign as it is.
  return `users/${encodeURIComponent(name).replaceAll('%40', '@')}`
}

export function applianceUri({ user, id }: Pick<Appliance, 'user' | 'id'>): string {
  return `${userUri(user.name)}/appliances/${id}`
}

export function machineImageUri({ user, applianceId, id }: Pick<MachineImage, 'user' | 'applianceId' | 'id'>): string {
  return `${applianceUri({ user, id: applianceId })}/images/${id}`
}

/** The same for `Location`, which is absolute. */
export function locationOf(uri: string, baseUrl: string): string {
  return `${baseUrl}/api/${uri}`
}

/** Catalogues count in 32 bits. */
const MAX_ID = 2 ** 31 - 1

/** Nothing has the id 0: it stands for text of a path that is no id. */
export function toId(text: string): number {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0
  return id <= MAX_ID ? id : 0
}

export function toMachineImagePath({ uid, aid, itid }: PathParams<'showMachineImage'>): MachineImagePath {
  return { userName: uid, applianceId: toId(aid), id: toId(itid) }
}
