import { type ImageCondition, type ListScope, type MemberStatus, VISIBILITIES, type Visibility } from '@vitrine/core'
import { sql } from 'kysely'
import { type Condition, text } from './sql-fragments.ts'

/** Images of a scope that stand together in indexes. The parts of a scope share no image. */
export interface Part {
  /** Whether its images are deleted ones; living ones otherwise. */
  readonly deleted?: true
  readonly hidden: boolean
  readonly visibility: Visibility
  /** Whose; undefined: anybody's. */
  readonly owner?: string | undefined
  /** The project that others share these with, and how it took that. */
  readonly guest?: { readonly projectId: string; readonly status: MemberStatus }
}

export type ListedTable = 'images' | 'image_tags' | 'image_properties'

type Open = Omit<Part, 'hidden' | 'deleted'>

/**
 * "Mine or public" as one condition fits no index. As parts, each is the beginning of one, and what other projects have
 * costs nothing. `owner` and `os_hidden` are conditions that only leave out parts, or make them smaller.
 */
export function partsOf(scope: ListScope, conditions: readonly ImageCondition[]): Part[] {
  const owners = conditions.flatMap((condition) => (condition.field === 'owner' ? [condition.equals] : []))
  const open = owners.reduce(ownedBy, [...seen(scope), ...shared(scope)])
  return [false, true]
    .filter((hidden) => conditions.every((condition) => condition.field !== 'os_hidden' || condition.is === hidden))
    .flatMap((hidden) => open.map((part) => ({ ...part, hidden })))
}

/** Nobody is a guest of a deleted image. */
export function deletedPartsOf(scope: ListScope, conditions: readonly ImageCondition[]): Part[] {
  return partsOf({ ...scope, memberStatuses: [] }, conditions).map((part) => ({ ...part, deleted: true }))
}

export function isInParts({ field }: ImageCondition): boolean {
  return field === 'owner' || field === 'os_hidden'
}

function seen({ projectId, visibilities, ...scope }: ListScope): Open[] {
  return visibilities.flatMap((visibility) => {
    const isOpen = visibility === 'public' || (visibility === 'community' ? scope.othersCommunity : scope.everyone)
    if (isOpen) return [{ visibility }]
    return projectId === null ? [] : [{ visibility, owner: projectId }]
  })
}

function shared({ projectId, everyone, visibilities, memberStatuses }: ListScope): Open[] {
  if (projectId === null || everyone || !visibilities.includes('shared')) return []
  return memberStatuses.map((status) => ({ visibility: 'shared', guest: { projectId, status } }))
}

function ownedBy(parts: readonly Open[], owner: string): Open[] {
  return parts
    .filter((part) => (part.owner ?? owner) === owner && part.guest?.projectId !== owner)
    .map((part) => ({ ...part, owner }))
}

// Made once, because every list needs them, and written into the SQL, because they are so few.
const TABLES = {
  images: beginnings('images'),
  image_tags: beginnings('image_tags'),
  image_properties: beginnings('image_properties'),
}

/** What the images of a part have in common, as their table says it or one that repeats it. */
export function isIn({ hidden, visibility, owner }: Part, table: ListedTable): Condition {
  const columns = TABLES[table]
  const beginning = hidden ? columns.hidden[visibility] : columns.shown[visibility]
  return owner === undefined ? beginning : sql`${beginning} and ${columns.owner} = ${text(owner)}`
}

function beginnings(table: ListedTable) {
  const each = (hidden: number) =>
    Object.fromEntries(
      VISIBILITIES.map((visibility) => [
        visibility,
        sql`${sql.ref(`${table}.hidden`)} = ${sql.lit(hidden)} and ${sql.ref(`${table}.visibility`)} = ${sql.lit(visibility)}`,
      ]),
    ) as Record<Visibility, Condition>
  return { shown: each(0), hidden: each(1), owner: sql.ref(`${table}.owner`) }
}
