import type { ImageStatus, Visibility } from './image.ts'
import type { MemberStatus } from './image-member.ts'

export const SORT_KEYS = [
  'name',
  'status',
  'container_format',
  'disk_format',
  'size',
  'id',
  'created_at',
  'updated_at',
] as const
export type SortKey = (typeof SORT_KEYS)[number]
export type SortDirection = 'asc' | 'desc'
export interface SortTerm {
  readonly key: SortKey
  readonly direction: SortDirection
}

export type TimeOperator = 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte'

/** One condition on an image. All conditions of a query hold together. Times compare as answers show them: in whole seconds. */
export type ImageCondition =
  | { readonly field: 'id' | 'name' | 'status' | 'disk_format' | 'container_format'; readonly oneOf: readonly string[] }
  | { readonly field: 'created_at' | 'updated_at'; readonly operator: TimeOperator; readonly time: Date }
  /** To the millisecond, unlike times that compare. */
  | { readonly field: 'changed_since'; readonly time: Date }
  | NumericCondition
  | { readonly field: 'owner' | 'checksum' | 'os_hash_algo' | 'os_hash_value'; readonly equals: string }
  | { readonly field: 'protected' | 'os_hidden'; readonly is: boolean }
  | { readonly field: 'tag'; readonly has: string }
  | { readonly field: 'property'; readonly name: string; readonly equals: string }

export interface NumericCondition {
  readonly field: NumericField
  readonly operator: 'eq' | 'gte' | 'lte'
  readonly number: number
  /** Whether it holds of null too, as nothing else does. */
  readonly orNull?: true | undefined
}

export type NumericField = 'size' | 'virtual_size' | 'min_ram' | 'min_disk'

/** Which images a caller sees in a list, before the conditions narrow them. */
export interface ListScope {
  /** Images of this project are in, whatever their visibility; null: no project of its own. */
  readonly projectId: string | null
  /** Administrators: images of every project, community ones apart. */
  readonly everyone: boolean
  /** Community images of other projects, which a plain list leaves out. */
  readonly othersCommunity: boolean
  /** Of the images that are shared with the project, those that it has given one of these. */
  readonly memberStatuses: readonly MemberStatus[]
  /** Narrows to these visibilities. */
  readonly visibilities: readonly Visibility[]
}

export interface ImageQuery {
  readonly scope: ListScope
  /** Whether deleted images are in it as well, or nothing else. Nobody is their guest any more. */
  readonly deleted?: 'too' | 'only' | undefined
  /** Whether killed images are in it. */
  readonly killed?: boolean | undefined
  readonly conditions: readonly ImageCondition[]
  /** Ends with `created_at` and `id`, so that the order is total. Null sorts below every value. */
  readonly sort: readonly SortTerm[]
  /** Id of the last image of the page before. */
  readonly marker?: string
  readonly limit: number
}

/** Statuses of living images that a list shows only when it is asked to. */
export const UNLISTED_STATUSES: readonly ImageStatus[] = ['killed', 'pending_delete', 'deleted']
