import { apiVersions, type OperationId, operations } from '@vitrine/api-types'
import type { Stores } from '@vitrine/core'

/** What versions depend on. */
export interface ServedWith {
  readonly stores: Pick<Stores, 'several'>
  readonly imageApiV1: boolean
}

/** Operations that a version counts by. */
type ListedId = OperationId & (typeof apiVersions)[number]['adds'][number]

/** What one of them can need of a service, as the spec names it. */
type Need = (typeof operations)[ListedId]['needs'][number]

const HAS = {
  'image-api-v1': ({ imageApiV1 }) => imageApiV1,
  'several-stores': ({ stores }) => stores.several,
} as const satisfies Record<Need, (service: ServedWith) => boolean>

/** Versions whose every operation is served here, newest first: an id is listed exactly when its feature is there. */
export function servedVersions(service: ServedWith) {
  const isServed = (id: string) => needsOf(id)?.every((need) => HAS[need](service)) ?? false
  return apiVersions.filter(({ adds }) => adds.every(isServed))
}

/** Undefined for an operation that this document does not describe (yet). */
function needsOf(id: string): readonly Need[] | undefined {
  return Object.hasOwn(operations, id) ? operations[id as ListedId].needs : undefined
}
