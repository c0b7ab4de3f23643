import { apiOf } from './apis.ts'
import type { OperationId } from './spec.ts'
import { OPERATIONS } from './spec.ts'
import type { UForge } from './uforge.ts'
import { API } from './uforge.ts'
import type { UForgeResources } from './uforge-resources.ts'

export const UFORGE_OPERATIONS: readonly OperationId[] = (Object.keys(OPERATIONS) as OperationId[]).filter(
  (id) => apiOf(OPERATIONS[id]) === 'UForge',
)

/** Those among them that have an answer of this status. */
export const answering = (status: number): OperationId[] =>
  UFORGE_OPERATIONS.filter((id) => status in OPERATIONS[id].statuses)

/** How ids of cases name an operation. */
export const slug = (operation: OperationId): string =>
  operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('u-forge', 'uforge')

/** What the placeholders of paths stand for. */
export interface Place {
  readonly uid: string
  readonly aid: string | number
  readonly itid: string | number
  readonly akid: string | number
  readonly fileName: string
}

/** Ids that nothing has: there are not that many things. */
const NOWHERE = { aid: 2147483646, itid: 2147483646, akid: 2147483646, fileName: 'conformance.tar.gz' } as const

/** Where an operation is, as a URI; with ids that nothing has, unless there are others. */
export const uriOf = (operation: OperationId, place: Partial<Place> & Pick<Place, 'uid'>): string =>
  OPERATIONS[operation].path
    .slice(API.length)
    .replace(/\{(\w+)\}/g, (_, name: keyof Place) => encodeURIComponent({ ...NOWHERE, ...place }[name]))

/** The appliance that a machine image is of, and itself, by their URI. */
export const placeOf = (uri: string): Pick<Place, 'aid' | 'itid'> => {
  const [, aid = '', itid = ''] = /\/appliances\/(\d+)(?:\/images\/(\d+))?/.exec(uri) ?? []
  return { aid, itid }
}

/** Where an operation is that has something to work on, which is made. */
export const realUriOf = async (
  operation: OperationId,
  { uforge, resources }: { readonly uforge: UForge; readonly resources: UForgeResources },
): Promise<string> => {
  const uid = uforge.account.name
  const { path } = OPERATIONS[operation]
  if (path.includes('{itid}')) {
    const { uri, fileName = '' } = await resources.machineImage()
    return uriOf(operation, { uid, fileName, ...placeOf(uri) })
  }
  if (path.includes('{aid}')) return uriOf(operation, { uid, aid: placeOf((await resources.appliance()).uri).aid })
  return uriOf(operation, { uid })
}
